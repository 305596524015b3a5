#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image that starts nothing is verified by what the Dockerfile copies into it; where that says nothing either, cb21 says
# so, and blocks only if verification is required.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i '/^ENTRYPOINT/d' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

sed -i 's|^COPY --from=builder .*|COPY --from=builder /build/target/release/hello* /|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
expect_err '--cb21-binary'
cb21 --cb21-verify required -t "$TAG" "$PROJECT"
expect_code 120
cb21 --cb21-verify required --cb21-binary /hello-service -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
