#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The container of a run that was killed while it looked into an image is removed by the next run, once.
. "$(dirname "$0")/harness.sh"
new_project
FAKE_DOCKER_SLEEP_MS=20000 FAKE_DOCKER_SLEEP_FOR=cp start_cb21 "$PROJECT"
wait_until docker_was_called_with 'cp '
kill -KILL "$CB21_PID"
finish_cb21
expect_code 137
name=$(docker_calls | sed -n 's/^create --name \([^ ]*\) .*/\1/p')
expect_no_docker_call 'rm '
kill "$(jq -r 'select(.event == "start" and .argv[0] == "cp") | .pid' "$FAKE_DOCKER_LOG")"
[ "$(ls "$XDG_STATE_HOME/cb21/containers")" = "$name" ] || fail "no note was left"
forget_calls
cb21 "$PROJECT"
expect_code 0
expect_docker_call "rm --force --volumes $name"
forget_calls
cb21 --no-cache "$PROJECT"
expect_no_docker_call "rm --force --volumes $name"
