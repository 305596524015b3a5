#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# SIGTERM and SIGHUP sent to cb21 reach docker once, however often they are sent, and docker's end is cb21's. Where docker
# takes no notice and succeeds, cb21 ends by the signal all the same, and nothing gets out.
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
for number in 15 1; do
  forget_calls
  start_cb21 -t app "$PROJECT"
  wait_until docker_was_called_with 'build '
  for _ in 1 2 3; do kill -"$number" "$CB21_PID" && sleep 0.1; done
  finish_cb21
  expect_code $((128 + number))
  [ "$(signals_to_docker "$number")" = 1 ] || fail "signal $number came $(signals_to_docker "$number") times"
  expect_no_docker_call 'tag '
  [ -z "$(ls -A "$TMPDIR")" ] || fail "something was left in TMPDIR"
  decide
  expect_reason not-verified-last-time
done

# What was ignored when cb21 was started stays so.
forget_calls
nohup env --default-signal=TERM "$CB21" "$PROJECT" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
CB21_PID=$!
wait_until docker_was_called_with 'build '
kill -HUP "$CB21_PID"
finish_cb21
expect_code 0
expect_err 'cb21: verified'
