#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the Dockerfile copies, or what the image starts, is a link to the binary; or to a link to it; or one that leads nowhere.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM scratch|FROM debian:bookworm-slim|' "$PROJECT/Dockerfile"
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
image_with() { sed "s|^ENTRY.*|RUN $1\nENTRYPOINT [\"$2\"]|" "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"; }

image_with 'mkdir /opt/a \&\& mv /hello-service /opt/a/real \&\& ln -s a/real /opt/link \&\& ln -s /opt/link /hello-service' /hello-service
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

image_with 'ln -s hello-service /entry' /entry
cb21 --cb21-binary /entry -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

image_with 'ln -s /loop /loop' /loop
cb21 --cb21-binary /loop -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'cb21: blocked'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
