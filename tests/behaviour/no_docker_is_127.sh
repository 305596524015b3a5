#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Without a docker CLI cb21 says so and ends with 127, as a shell would.
. "$(dirname "$0")/harness.sh"
new_project
PATH=$TEST_ROOT/nowhere cb21 "$PROJECT"
expect_code 127
expect_err 'no docker CLI was found on PATH'
cb21 --cb21-docker "$TEST_ROOT/missing" "$PROJECT"
expect_code 127
expect_err 'not a program that can be run'
[ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"
