#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# With docker's -q only its own standard output is left, unless there is something to warn of.
. "$(dirname "$0")/harness.sh"
new_project
for flag in -q --quiet; do
  cb21 "$flag" "$PROJECT"
  expect_code 0
  [ "$(cat "$TEST_ROOT/out")" = "sha256:$(printf 'a%.0s' {1..64})" ] || fail "stdout is not docker's"
  [ ! -s "$TEST_ROOT/err" ] || fail "stderr is not empty"
  echo '// more' >>"$PROJECT/src/main.rs"
done
echo '#!/bin/sh' >"$TEST_ROOT/binary"
cb21 -q "$PROJECT"
expect_err 'cb21: unverified'
