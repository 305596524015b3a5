#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where a signal ends docker, the same signal ends cb21, and it leaves no temporary files.
. "$(dirname "$0")/harness.sh"
new_project
for number in 1 2 3 9 11 15; do
  FAKE_DOCKER_KILL=$number run_for_signal "$CB21" "$PROJECT"
  expect_code "$number"
done
[ -z "$(ls -A "$TMPDIR")" ] || fail "left in TMPDIR: $(ls -A "$TMPDIR")"
