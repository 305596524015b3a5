#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --cb21-verify: off looks at nothing and says so; auto says what could not be verified; required blocks it.
. "$(dirname "$0")/harness.sh"
new_project
printf '\177ELF RUST_BACKTRACE' >"$TEST_ROOT/binary"
cb21 --cb21-verify=off "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: verification is off'
expect_no_docker_call create
echo 'fn main() { start(); }' >"$PROJECT/src/main.rs"
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: /usr/local/bin/hello-service was found, but no marker is known'
cb21 --cb21-verify=required "$PROJECT"
expect_code 120
FAKE_DOCKER_DOWN=1 cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'does not answer: Cannot connect to the Docker daemon'
FAKE_DOCKER_DOWN=1 cb21 --no-cache --cb21-verify=required "$PROJECT"
expect_code 120
FAKE_DOCKER_IMAGE_ID=none cb21 --no-cache --cb21-verify=required "$PROJECT"
expect_code 120
expect_err 'image-not-loaded'
FAKE_DOCKER_IMAGES=other FAKE_DOCKER_IMAGE_ID=sha256:b cb21 --no-cache --push "$PROJECT"
expect_code 0
