#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A signal or a kill that comes before the tags are given leaves them where they were; one that comes while they are given
# waits until all of them are, and no push begins.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
# COMMAND that waits at the gate, SIGNAL
interrupted_at() {
  forget_calls
  rm -f "$TEST_ROOT/open"
  FAKE_DOCKER_HOOK=$GATE FAKE_DOCKER_HOOK_FOR=$1 start_cb21 --no-cache --push -t one -t two "$PROJECT"
  wait_until docker_was_called_with "$1 "
  kill -"$2" "$CB21_PID"
  [ "$2" != KILL ] || finish_cb21
  open_gate
  [ "$2" = KILL ] || finish_cb21
  [ "$2" != KILL ] || wait_until ended "$1"
}
# The stand-in that waited has ended too.
ended() {
  jq -se --arg command "$1" 'map(select(.event == "end").pid) as $ended | [.[] | select(.event == "start" and .argv[0] == $command).pid] | all(. as $pid | $ended | any(. == $pid))' "$FAKE_DOCKER_LOG" >/dev/null
}
for signal in INT TERM HUP KILL; do
  for command in build create cp rm; do
    # While docker builds, signals are docker's to answer.
    [ "$signal" = KILL ] || [ "$command" != build ] || continue
    interrupted_at "$command" "$signal"
    [ "$CODE" -eq $((128 + $(kill -l "$signal"))) ] || fail "$signal at $command: code $CODE"
    expect_no_docker_call 'tag '
    expect_no_docker_call 'push '
  done
done
for signal in INT TERM HUP; do
  interrupted_at tag "$signal"
  expect_code $((128 + $(kill -l "$signal")))
  [ "$(docker_calls | grep -c '^tag ')" -eq 2 ] || fail "$signal: only one of two tags was given"
  expect_no_docker_call 'push '
done
