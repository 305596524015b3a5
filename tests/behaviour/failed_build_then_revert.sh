#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A failed, blocked or interrupted build of an edit, and the edit taken back: the sources are those of the last verified
# build, but docker's cache has moved on, so it is not trusted.
. "$(dirname "$0")/harness.sh"
new_project
cp -p "$PROJECT/src/main.rs" "$TEST_ROOT/main.rs"
after() {
  cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
  build_once
  decide
  expect_decision fresh
  echo '// more' >>"$PROJECT/src/main.rs"
  "$@" || true
  cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
  decide
  expect_decision unknown
  expect_reason not-verified-last-time
}
failed() { FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"; }
killed() { FAKE_DOCKER_KILL=9 cb21 "$PROJECT"; }
blocked() { FAKE_DOCKER_BINARY=/nowhere cb21 "$PROJECT" && expect_code 120; }
interrupted() {
  forget_calls
  FAKE_DOCKER_SLEEP_MS=20000 start_cb21 "$PROJECT"
  wait_until docker_was_called_with 'build '
  kill -TERM "$CB21_PID"
  finish_cb21
}
after failed
after killed
after blocked
after interrupted
cb21 "$PROJECT"
expect_build_with --no-cache
