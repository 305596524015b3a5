#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 5: --cb21-run starts the image without network and shows what it prints; exit 0 in silence fails, as does another code;
# what neither ends nor runs says nothing, and docker's own death is no pass.
. "$(dirname "$0")/harness.sh"
new_project
# The stand-in prints the same for build and run.
FAKE_DOCKER_STDOUT=listening cb21 --cb21-run=5 "$PROJECT"
expect_code 0
expect_err 'cb21: the image printed:'
expect_err 'listening'
expect_err 'cb21: verified'
expect_docker_call 'run --rm --network none --pull never --name cb21-run-'
expect_docker_call 'rm --force --volumes cb21-run-'
[ "$(cat "$TEST_ROOT/out")" = listening ] || fail "the image's output went to stdout"
cb21 --no-cache --cb21-run=5 "$PROJECT"
expect_code 120
expect_err 'it exited with code 0 and printed nothing'
FAKE_DOCKER_STDERR='WARNING: The requested image does not match the host' cb21 --no-cache --cb21-run=5 "$PROJECT"
expect_code 120
expect_err 'it exited with code 0 and printed nothing'
FAKE_DOCKER_EXIT=3 FAKE_DOCKER_EXIT_FOR=run cb21 --no-cache --cb21-run=5 "$PROJECT"
expect_code 120
expect_err 'it exited with code 3'
export FAKE_DOCKER_SLEEP_MS=9000 FAKE_DOCKER_SLEEP_FOR=run
FAKE_DOCKER_CONTAINER=sha256:a cb21 --no-cache --cb21-run=1 "$PROJECT"
expect_code 0
expect_err 'it was still running after 1 s'
cb21 --no-cache --cb21-run=1 --cb21-verify=required "$PROJECT"
expect_code 120
expect_err 'yet nothing was running'
FAKE_DOCKER_KILL=9 FAKE_DOCKER_EXIT_FOR=run cb21 --no-cache --cb21-run=30 "$PROJECT"
expect_code 120
expect_err 'docker run was ended by signal 9'
