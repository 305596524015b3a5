#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A copy of cb21 named docker, and a script named docker that calls cb21, lead to the real docker, which builds once.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$TEST_ROOT/copy" "$TEST_ROOT/wrapper"
cp "$CB21" "$TEST_ROOT/copy/docker"
printf '#!/bin/sh\nexec %s "$@"\n' "$CB21" >"$TEST_ROOT/wrapper/docker"
chmod +x "$TEST_ROOT/wrapper/docker"
for folders in copy wrapper copy:wrapper wrapper:copy; do
  forget_calls
  PATH=$TEST_ROOT/${folders/:/:$TEST_ROOT/}:$PATH cb21 -t "$folders" "$PROJECT"
  expect_code 0
  [ "$(docker_builds | wc -l)" = 1 ] || fail "docker built $(docker_builds | wc -l) times through $folders"
  PATH=$TEST_ROOT/${folders/:/:$TEST_ROOT/} run timeout 20 "$CB21" "$PROJECT"
  expect_code 127
done

# Said where more than development hangs on it: the variable may have been left over.
CB21_DOCKER_SEEN=/elsewhere/docker cb21 "$PROJECT"
expect_no_err 'CB21_DOCKER_SEEN'
CB21_DOCKER_SEEN=/elsewhere/docker CB21_PROFILE=production cb21 "$PROJECT"
expect_err 'cb21: left to the cb21 that called docker (CB21_DOCKER_SEEN is set)'

# A folder that is gone takes nothing from PATH, and hides nothing that is on it.
mkdir "$TEST_ROOT/gone" && cd "$TEST_ROOT/gone" && rmdir "$TEST_ROOT/gone"
PATH=relative:$PATH cb21 -f "$PROJECT/Dockerfile" "$PROJECT"
expect_code 0
