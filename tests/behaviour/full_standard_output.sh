#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What cannot be written to standard output fails the verb; standard output of a build is docker's, and so is what becomes
# of it.
. "$(dirname "$0")/harness.sh"
new_project
to_a_full_disk() {
  CODE=0
  "$CB21" "$@" >/dev/full 2>"$TEST_ROOT/err" || CODE=$?
}
cannot_write() {
  to_a_full_disk "$@"
  expect_code 123
  expect_err 'cb21: cannot write to standard output'
}
for format in text json sarif github; do cannot_write check --format "$format" "$PROJECT"; done
cannot_write check --list
cannot_write status "$PROJECT"
cannot_write help
cannot_write version
cannot_write init "$PROJECT" --print
to_a_full_disk "$PROJECT"
expect_code 0
to_a_full_disk check --format xml "$PROJECT"
expect_code 122
