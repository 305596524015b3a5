#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A cb21.conf that cannot be taken at its word ends with 122 and names itself, before docker is called.
. "$(dirname "$0")/harness.sh"
new_project
refused() {
  cb21 "$PROJECT"
  expect_code 122
  expect_err "$PROJECT/cb21.conf"
  expect_err "$1"
  [ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"
}
echo 'stategy = prune' >"$PROJECT/cb21.conf"
refused 'did you mean strategy?'
echo 'strategy' >"$PROJECT/cb21.conf"
refused 'is not a line of the form'
echo 'strategy = sometimes' >"$PROJECT/cb21.conf"
refused 'it can be no-cache, prune or precise'
rm "$PROJECT/cb21.conf" && mkfifo "$PROJECT/cb21.conf"
refused 'not a regular file'
rm "$PROJECT/cb21.conf" && mkdir "$PROJECT/cb21.conf"
refused 'not a regular file'
