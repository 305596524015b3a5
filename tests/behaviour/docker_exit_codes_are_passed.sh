#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where docker fails, its exit code is cb21's, its words are all that standard output holds, and nothing is verified.
. "$(dirname "$0")/harness.sh"
new_project
for code in 1 42 125 255; do
  FAKE_DOCKER_EXIT=$code FAKE_DOCKER_STDOUT='half a build' cb21 "$PROJECT"
  expect_code "$code"
  [ "$(cat "$TEST_ROOT/out")" = 'half a build' ] || fail "stdout is not docker's"
  expect_no_err "cb21: verified"
done
expect_no_docker_call create
