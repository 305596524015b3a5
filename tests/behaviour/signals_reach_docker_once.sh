#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# SIGTERM and SIGHUP sent to cb21 reach docker once, however often they are sent, and docker's end is cb21's.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_SLEEP_MS=20000
for number in 15 1; do
  forget_calls
  start_cb21 "$PROJECT"
  wait_until docker_was_called_with 'build '
  kill -"$number" "$CB21_PID"
  finish_cb21
  expect_code $((128 + number))
  [ "$(signals_to_docker "$number")" = 1 ] || fail "signal $number came $(signals_to_docker "$number") times"
done
export FAKE_DOCKER_STUBBORN=1 FAKE_DOCKER_SLEEP_MS=800
forget_calls
start_cb21 "$PROJECT"
wait_until docker_was_called_with 'build '
for _ in 1 2 3; do kill -TERM "$CB21_PID" && sleep 0.1; done
finish_cb21
expect_code 0
[ "$(signals_to_docker 15)" = 1 ] || fail "SIGTERM came $(signals_to_docker 15) times"
