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

# The variable may have been left over: where more than development hangs on it, nothing is built without a proof.
CB21_DOCKER_SEEN=/elsewhere/docker cb21 "$PROJECT"
expect_code 0
expect_no_err 'CB21_DOCKER_SEEN'
for setting in CB21_PROFILE=production CB21_VERIFY=required; do
  forget_calls
  run env CB21_DOCKER_SEEN=/elsewhere/docker "$setting" "$CB21" "$PROJECT"
  expect_code 122
  expect_err 'cb21: CB21_DOCKER_SEEN is set, which says that cb21 runs this docker, but no cb21 does: unset it'
  expect_no_docker_call 'build '
done
# With a cb21 among the parents it is what that one left to docker, and said.
mkdir "$TEST_ROOT/second"
cp "$FAKE_DOCKER" "$TEST_ROOT/second/docker"
# shellcheck disable=SC2016
printf '#!/bin/sh\nunset FAKE_DOCKER_HOOK\nPATH=%s:$PATH exec "%s" "%s"\n' "$TEST_ROOT/second" "$CB21" "$PROJECT" >"$TEST_ROOT/hook"
chmod +x "$TEST_ROOT/hook"
CB21_PROFILE=production FAKE_DOCKER_HOOK=$TEST_ROOT/hook cb21 "$PROJECT"
expect_code 0

# A folder that is gone takes nothing from PATH, and hides nothing that is on it.
mkdir "$TEST_ROOT/gone" && cd "$TEST_ROOT/gone" && rmdir "$TEST_ROOT/gone"
PATH=relative:$PATH cb21 -f "$PROJECT/Dockerfile" "$PROJECT"
expect_code 0
