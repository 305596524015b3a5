#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 5, 10: --cb21-run: a program that says something is verified and shown; one that ends in silence, or badly, is blocked whatever
# its texts; one that is still running has proved itself.
# Also on bookworm: an older engine stops and tells in its own way.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM scratch|FROM debian:bookworm-slim|' "$PROJECT/Dockerfile"
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
started() {
  sed "s|/bin/true|/bin/$1|; s|^ENTRY.*|ENTRYPOINT [\"/hello-service\"${2:+, \"$2\"}]|" "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"
  cb21 --cb21-run "${3:-20}" -t "$TAG" "$PROJECT"
}

started echo 'said at start'
expect_code 0
expect_err 'said at start'
expect_err 'cb21: verified'

started true
expect_code 120
expect_err 'printed nothing'
expect_err 'placeholder-main'

started false
expect_code 120
expect_err 'exited with code 1'

started sleep 60 2
expect_code 0
expect_err 'cb21: verified'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
