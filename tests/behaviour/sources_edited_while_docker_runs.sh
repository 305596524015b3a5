#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where sources move while docker reads them, nobody knows what was compiled: nothing is remembered, it is said, and
# required verification blocks.
. "$(dirname "$0")/harness.sh"
new_project
printf '#!/bin/sh\n%s\n' "$(declare -f edit_keeping_mtime)" >"$TEST_ROOT/hook"
moves() {
  printf '#!/bin/sh\n%s\n' "$1" >"$TEST_ROOT/hook"
  FAKE_DOCKER_HOOK=$TEST_ROOT/hook cb21 "${@:2}" --no-cache "$PROJECT"
}
chmod +x "$TEST_ROOT/hook"
for change in "echo // >>$PROJECT/src/main.rs" "touch $PROJECT/src/new.rs" "rm $PROJECT/src/new.rs" "mv $PROJECT/Cargo.toml $PROJECT/Cargo.tom && sed s/0.1.0/0.1.1/ $PROJECT/Cargo.tom >$PROJECT/Cargo.toml"; do
  moves "$change"
  expect_code 0
  expect_err 'cb21: unverified: sources changed while docker was building; build again'
  decide
  [ "$DECISION" != fresh ] || fail "it was remembered after: $change"
done
moves "echo // >>$PROJECT/src/main.rs" --cb21-verify=required
expect_code 120
expect_err 'sources changed while docker was building'
moves "echo text >$PROJECT/notes.txt"
expect_err 'cb21: verified'
