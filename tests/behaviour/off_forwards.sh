#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --cb21-off: docker gets the words as they are, and nothing is hashed, verified or remembered; not in production, nor where
# verification is required.
. "$(dirname "$0")/harness.sh"
new_project
FAKE_DOCKER_STDOUT=out FAKE_DOCKER_EXIT=3 cb21 -t name --cb21-off --future "$PROJECT"
expect_code 3
expect_out out
[ "$(docker_calls)" = "build -t name --future $PROJECT" ] || fail "docker got: $(docker_calls)"
[ ! -e "$XDG_STATE_HOME" ] || fail "something was written"
CB21_OFF=1 cb21 "$PROJECT"
expect_code 0
forget_calls
cb21 --cb21-off --cb21-profile=production "$PROJECT"
expect_code 122
expect_err 'refused in the production profile'
[ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"
CB21_OFF=1 cb21 --cb21-verify=required "$PROJECT"
expect_code 122
expect_err 'refused'
CB21_OFF=1 CB21_VERIFY=required cb21 "$PROJECT"
expect_code 122
[ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"
