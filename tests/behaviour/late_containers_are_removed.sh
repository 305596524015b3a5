#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A container that the engine makes after the command for it was cut short, and so after its removal, is removed by the
# next run. One that was seen to run is gone for good.
. "$(dirname "$0")/harness.sh"
new_project
notes() { ls "$XDG_STATE_HOME/cb21/containers"; }
is_removed_again() {
  local name
  name=$(notes)
  [[ $name == "$1"* ]] || fail "the notes are: $name"
  expect_docker_call "rm --force --volumes $name"
  forget_calls
  cb21 --no-cache "$PROJECT"
  expect_code 0
  expect_docker_call "rm --force --volumes $name"
  [ -z "$(notes)" ] || fail "a note was left: $(notes)"
}
FAKE_DOCKER_SLEEP_MS=9000 FAKE_DOCKER_SLEEP_FOR=run cb21 --cb21-run=1 "$PROJECT"
is_removed_again cb21-run-
for command in create run; do
  FAKE_DOCKER_KILL=9 FAKE_DOCKER_EXIT_FOR=$command cb21 --no-cache --cb21-run=1 "$PROJECT"
  is_removed_again cb21-
done
FAKE_DOCKER_CONTAINER=sha256:a FAKE_DOCKER_SLEEP_MS=9000 FAKE_DOCKER_SLEEP_FOR=run cb21 --no-cache --cb21-run=1 "$PROJECT"
expect_code 0
[ -z "$(notes)" ] || fail "a note was left: $(notes)"
