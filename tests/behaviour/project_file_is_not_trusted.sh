#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A project's file is somebody else's text: it may choose a strategy, but not which docker runs, where state is kept,
# whether cb21 works at all, or that production verifies less.
. "$(dirname "$0")/harness.sh"
new_project
for line in 'docker = /bin/echo' "state-dir = $TEST_ROOT/elsewhere" 'off = true' 'report = /tmp/report'; do
  echo "$line" >"$PROJECT/cb21.conf"
  cb21 "$PROJECT"
  expect_code 122
  expect_err "not allowed"
done
echo 'verify = auto' >"$PROJECT/cb21.conf"
cb21 --cb21-profile=production "$PROJECT"
expect_code 122
expect_err 'may not ask for less than required'
[ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"
echo 'strategy = prune' >"$PROJECT/cb21.conf"
cb21 "$PROJECT"
expect_code 0
expect_docker_call 'builder prune'
