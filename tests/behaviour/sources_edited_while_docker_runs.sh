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
  expect_err 'cb21: unverified: '
  expect_err 'not shown: sources changed while docker was building; build again'
  decide
  [ "$DECISION" != fresh ] || fail "it was remembered after: $change"
done
moves "echo // >>$PROJECT/src/main.rs" --cb21-verify=required
expect_code 120
expect_err 'sources changed while docker was building'
moves "echo text >$PROJECT/notes.txt"
expect_err 'cb21: verified'

# Put back after docker read it: what was hashed is there again, and still nothing is remembered, nor is what was trusted.
printf '#!/bin/sh\necho // >>"%s"\n' "$PROJECT/src/main.rs" >"$TEST_ROOT/hook"
for state in none verified; do
  rm -rf "$XDG_STATE_HOME"
  [ "$state" = none ] || build_once
  cp -p "$PROJECT/src/main.rs" "$TEST_ROOT/main.rs"
  FAKE_DOCKER_HOOK=$TEST_ROOT/hook FAKE_DOCKER_IMAGE_ID=sha256:bb cb21 "$PROJECT"
  expect_code 0
  expect_err 'sources changed while docker was building; build again'
  cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
  decide --cb21-proof=marker
  expect_decision unknown
  expect_reason not-verified-last-time
done
