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
export FAKE_CARGO_EVIDENCE=none
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: no stage of this build holds what cargo compiled'
cb21 --cb21-verify=required "$PROJECT"
expect_code 120
# A marker that is found is not enough where it is required, nor is a chain of which a link is not shown.
cb21 --cb21-verify=required --cb21-marker RUST_BACKTRACE "$PROJECT"
expect_code 120
expect_err 'cb21: blocked: no stage of this build holds what cargo compiled'
cb21 --cb21-marker RUST_BACKTRACE "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: marker found: "RUST_BACKTRACE" is in /usr/local/bin/hello-service; not shown: no stage of this build holds what cargo compiled'
FAKE_DOCKER_EXIT=1 FAKE_DOCKER_EXIT_FOR=probe cb21 --cb21-verify=required --cb21-marker RUST_BACKTRACE "$PROJECT"
expect_code 120
expect_err 'docker could not build the stage that looks into the layers'
unset FAKE_CARGO_EVIDENCE
cb21 --cb21-verify=required --no-cache "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /usr/local/bin/hello-service: 1 file as they are now'
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
