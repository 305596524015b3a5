#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Standard input reaches docker byte for byte: a context as a tar, and a Dockerfile.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_HOOK="dd of=$TEST_ROOT/received status=none"
head -c 3000000 /dev/urandom >"$TEST_ROOT/sent"
for arguments in '-' "-f - $PROJECT" "--file=- $PROJECT" "-f- $PROJECT" "--progress plain -"; do
  rm -f "$TEST_ROOT/received"
  # shellcheck disable=SC2086
  cb21 $arguments <"$TEST_ROOT/sent"
  expect_code 0
  cmp "$TEST_ROOT/sent" "$TEST_ROOT/received" || fail "docker read something else for $arguments"
done
