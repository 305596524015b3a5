#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A signal that comes while an image is looked into ends verify by that signal, without an answer, and not before the
# container is removed.
. "$(dirname "$0")/harness.sh"
new_project
for signal in INT TERM; do
  forget_calls
  FAKE_DOCKER_SLEEP_MS=20000 FAKE_DOCKER_SLEEP_FOR=cp start_cb21 verify --marker 'hello-service starting' --json a b
  wait_until docker_was_called_with 'cp '
  kill -"$signal" "$CB21_PID"
  finish_cb21
  expect_code $((128 + $(kill -l "$signal")))
  expect_docker_call 'rm --force --volumes cb21-verify-'
  expect_empty_out
  [ "$(docker_calls | grep -c '^create ')" -eq 1 ] || fail 'the next image was looked into'
done
