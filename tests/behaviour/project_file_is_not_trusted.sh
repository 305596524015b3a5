#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A project's file is somebody else's text: it may choose a strategy, but not which docker runs, where state is kept,
# whether cb21 works at all, or that production verifies less. What its user requires it does not weaken.
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

# Passed over, with a warning, whoever the user told: the command line, the environment, the user's own file.
mkdir -p "$XDG_CONFIG_HOME/cb21"
printf 'verify = off\nproof = marker\n' >"$PROJECT/cb21.conf"
passed_over() {
  expect_code 120
  expect_err 'verify in '
  expect_err ' = off is passed over: you ask for verify = required'
  expect_err ' = marker is passed over: you ask for verify = required'
  expect_err 'cb21: blocked: no stage of this build holds what cargo compiled'
}
export FAKE_CARGO_EVIDENCE=none
cb21 --no-cache --cb21-verify=required "$PROJECT"
passed_over
CB21_VERIFY=required cb21 --no-cache "$PROJECT"
passed_over
echo 'verify = required' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
cb21 --no-cache "$PROJECT"
passed_over
# Who requires nothing gets what the project asks for.
rm "$XDG_CONFIG_HOME/cb21/cb21.conf"
cb21 --no-cache "$PROJECT"
expect_code 0
expect_no_err 'is passed over'
