#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image that takes no notice of SIGTERM does not keep an interrupted --cb21-run waiting for its time to be up.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_STUBBORN=1 FAKE_DOCKER_SLEEP_MS=20000 FAKE_DOCKER_SLEEP_FOR=run
start_cb21 --cb21-run=60 "$PROJECT"
wait_until docker_was_called_with 'run --rm'
begin=$SECONDS
kill -TERM "$CB21_PID"
finish_cb21
expect_code 143
[ $((SECONDS - begin)) -lt 15 ] || fail "it took $((SECONDS - begin)) s"
[ "$(signals_to_docker 15)" = 1 ] || fail "SIGTERM came $(signals_to_docker 15) times"
expect_docker_call 'rm --force --volumes cb21-run-'
