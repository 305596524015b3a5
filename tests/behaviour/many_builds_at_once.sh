#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Many builds of one project at once all succeed, each under a context name of its own while it is stale, and leave a
# state that can be used.
. "$(dirname "$0")/harness.sh"
new_project
pids=()
for number in 1 2 3 4 5 6; do
  FAKE_DOCKER_HOOK=$GATE "$CB21" --no-cache -t "n$number" "$PROJECT" >/dev/null 2>"$TEST_ROOT/err.$number" &
  pids+=($!)
done
all_run() { [ "$(docker_builds | wc -l)" = 6 ]; }
wait_until all_run
open_gate
for pid in "${pids[@]}"; do wait "$pid" || fail "a build failed: $(cat "$TEST_ROOT"/err.*)"; done
[ "$(docker_builds | awk '{ print $NF }' | sort -u | wc -l)" = 6 ] || fail "a name was shared: $(docker_builds)"
build_once
decide
expect_decision fresh
