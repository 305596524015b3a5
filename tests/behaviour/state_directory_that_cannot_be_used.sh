#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A state directory that is another user's, a link, a file, or open to all does not stop the build, which is uncached
# and says why; nothing is ever fresh there.
. "$(dirname "$0")/harness.sh"
new_project
unusable() {
  local round
  for round in 1 2; do
    cb21 --cb21-state-dir="$TEST_ROOT/dir" "$PROJECT"
    expect_code 0
    expect_err 'in doubt'
    expect_err "$1"
    expect_build_with --no-cache
    [[ "$(last_build)" == *'/service-'* ]] || fail "the context is not isolated: $(last_build)"
  done
  rm -rf "$TEST_ROOT/dir"
}
mkdir -m 777 "$TEST_ROOT/dir"
unusable 'may be written to by others'
mkdir -m 700 "$TEST_ROOT/real" && ln -s "$TEST_ROOT/real" "$TEST_ROOT/dir"
unusable 'is a symbolic link'
[ -z "$(ls -A "$TEST_ROOT/real")" ] || fail "the link was followed"
echo text >"$TEST_ROOT/dir"
unusable "$TEST_ROOT/dir"
[ "$(id -u)" -eq 0 ] || skip "only root can give a directory away"
mkdir -m 700 "$TEST_ROOT/dir" && chown 12345 "$TEST_ROOT/dir"
unusable 'belongs to user 12345'
