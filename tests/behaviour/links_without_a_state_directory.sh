#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where neither the state directory nor a runtime directory serves, all builds of a user share one folder for temporary
# links, and a runtime directory that is not there is not made.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$TEST_ROOT/open" && chmod 777 "$TEST_ROOT/open"
export XDG_RUNTIME_DIR=$TEST_ROOT/not-there
for _ in 1 2 3; do
  cb21 --no-cache --cb21-state-dir="$TEST_ROOT/open" "$PROJECT"
  expect_code 0
  expect_build_with "$TMPDIR/cb21-$(id -u)/service-"
done
[ "$(ls "$TMPDIR")" = "cb21-$(id -u)" ] || fail "TMPDIR holds: $(ls "$TMPDIR")"
[ ! -e "$XDG_RUNTIME_DIR" ] || fail "the runtime directory was made"
