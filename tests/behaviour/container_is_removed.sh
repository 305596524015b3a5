#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The container that is made to look into the image is removed on every path: found, missing, copy failed half-way, no
# --pull in this docker, create failed.
. "$(dirname "$0")/harness.sh"
new_project
removed() {
  forget_calls
  cb21 --no-cache "$PROJECT"
  local name
  name=$(docker_calls | sed -n 's/^create --name \([^ ]*\) .*/\1/p' | head -n 1)
  [ -n "$name" ] || fail "no container was made"
  expect_docker_call "rm --force --volumes $name"
  [ -z "$(ls -A "$XDG_STATE_HOME/cb21/containers")" ] || fail "a note was left"
}
removed
expect_err 'cb21: verified'
FAKE_DOCKER_CUT=600 removed
expect_err 'cb21: unverified: docker cp ended before /usr/local/bin/hello-service was complete'
FAKE_DOCKER_CUT=0 removed
FAKE_DOCKER_NO_PULL_FLAG=1 removed
expect_err 'cb21: verified'
FAKE_DOCKER_EXIT=1 FAKE_DOCKER_EXIT_FOR=create removed
expect_err 'cb21: unverified: docker could not create a container'
FAKE_DOCKER_BINARY=$TEST_ROOT/none removed
expect_code 120
