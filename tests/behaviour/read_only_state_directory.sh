#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A state directory on a read-only disk: the build goes on, uncached, with a clear line, and a record there is not
# believed, for it could not be withdrawn.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
mkdir -m 700 "$XDG_STATE_HOME"
mount -t tmpfs -o mode=700 tmpfs "$XDG_STATE_HOME"
build_once
mount -o remount,ro "$XDG_STATE_HOME"
for round in 1 2; do
  decide
  expect_decision unknown
  cb21 "$PROJECT"
  expect_code 0
  expect_err 'Read-only file system'
  expect_build_with --no-cache
  [[ "$(last_build)" == *'/service-'* ]] || fail "round $round: the context is not isolated: $(last_build)"
done
mount -o remount,rw "$XDG_STATE_HOME"
decide
expect_decision fresh
