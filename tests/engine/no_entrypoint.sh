#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image that starts nothing is verified by the Rust programs that it ships, however the Dockerfile names them; where it ships
# none, cb21 says so, and blocks only if verification is required.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i '/^ENTRYPOINT/d' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

sed -i 's|^COPY --from=builder .*|COPY --from=builder /build/target/release/hello* /|' "$PROJECT/Dockerfile"
cb21 --cb21-verify required -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /hello-service'
cb21 --cb21-verify required --cb21-binary /hello-service -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

sed -i 's|release/hello\* /|release/hello*.d /|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: no program of the image is an artifact of this build'
cb21 --cb21-verify required -t "$TAG" "$PROJECT"
expect_code 120
[ -z "$(leftover_containers)" ] || fail 'a container is left'
