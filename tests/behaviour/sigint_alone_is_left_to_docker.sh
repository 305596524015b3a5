#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A terminal sends Ctrl-C to docker itself, so a SIGINT to cb21 alone neither ends it nor is passed on.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_HOOK=$GATE
start_cb21 "$PROJECT"
wait_until docker_was_called_with 'build '
kill -INT "$CB21_PID"
kill -QUIT "$CB21_PID"
open_gate
finish_cb21
expect_code 0
expect_err 'cb21: verified'
[ "$(signals_to_docker 2)$(signals_to_docker 3)" = 00 ] || fail "it was passed on"
