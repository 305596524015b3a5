#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A binary without the marker is blocked with 120, the likely mechanism and the cure. One that was configured must always be
# there; one that was derived need not be where the whole chain of custody is shown, for then the compiler left it out. The
# record that the build withdrew stays withdrawn.
. "$(dirname "$0")/harness.sh"
new_project
build_once
echo '// more' >>"$PROJECT/src/main.rs"
printf '\177ELF RUST_BACKTRACE but no greeting' >"$TEST_ROOT/binary"
blocked() {
  expect_code 120
  expect_err 'cb21: blocked: "hello-service starting" is not in /usr/local/bin/hello-service'
  expect_err 'likely placeholder-main; put'
}
cb21 --cb21-proof=marker "$PROJECT"
blocked
FAKE_CARGO_EVIDENCE=none cb21 "$PROJECT"
blocked
edit_keeping_mtime "$PROJECT/src/main.rs" "$(sed '$d' "$PROJECT/src/main.rs")
"
decide --cb21-proof=marker
expect_decision unknown
expect_reason not-verified-last-time
printf '\177ELF hello-service starting' >"$TEST_ROOT/binary"
cb21 --cb21-marker='of another text' "$PROJECT"
expect_code 120
expect_err 'likely wrong-bin'
expect_err 'correct --cb21-marker'
build_once

# The chain is whole: left out by the compiler, unless somebody said that it must be there.
printf '\177ELF RUST_BACKTRACE but no greeting' >"$TEST_ROOT/binary"
cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /usr/local/bin/hello-service: 1 file as they are now'
expect_no_err '"hello-service starting"'
cb21 --no-cache --cb21-marker='hello-service starting' "$PROJECT"
expect_code 120
expect_err 'cb21: blocked: "hello-service starting" is not in /usr/local/bin/hello-service'
