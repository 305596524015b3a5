#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The Dockerfile copies the binary into the image, and a later step takes it away: blocked. An ENTRYPOINT that leads nowhere
# only leaves the image unverified.
. "$(dirname "$0")/harness.sh"
new_project quick
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
sed -i 's|^FROM scratch|FROM debian:bookworm-slim|; s|^ENTRY|RUN rm /hello-service\nENTRY|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'cb21: blocked'
expect_err '/hello-service'
cb21 -t "$TAG" "$PROJECT"
expect_code 120
expect_no_err 'cb21: fresh'

printf 'FROM scratch\nCOPY . /src/\nENTRYPOINT ["/nowhere"]\n' >"$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: no stage of this build holds what cargo compiled'

sed 's|^FROM scratch|FROM builder|; /^COPY --from/d; s|^ENTRY.*|ENTRYPOINT ["/nowhere"]|' "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
expect_err '/nowhere'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
