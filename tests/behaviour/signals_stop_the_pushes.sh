#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A SIGTERM or SIGHUP that a `docker push` takes no notice of is not forgotten: no other push begins.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
for signal in TERM HUP; do
  forget_calls
  rm -f "$TEST_ROOT/open"
  FAKE_DOCKER_HOOK=$GATE FAKE_DOCKER_HOOK_FOR=push start_cb21 --no-cache --push -t one -t two "$PROJECT"
  wait_until docker_was_called_with 'push '
  kill -"$signal" "$CB21_PID"
  open_gate
  finish_cb21
  expect_code $((128 + $(kill -l "$signal")))
  [ "$(signals_to_docker "$(kill -l "$signal")")" = 1 ] || fail "it was not passed on"
  [ "$(docker_calls | grep -c '^push ')" -eq 1 ] || fail "$signal: another push began"
done
