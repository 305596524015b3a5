#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A binary without the marker is blocked with 120, the likely mechanism and the cure, whether the marker was derived or
# configured; the record that the build withdrew stays withdrawn.
. "$(dirname "$0")/harness.sh"
new_project
build_once
echo '// more' >>"$PROJECT/src/main.rs"
printf '\177ELF RUST_BACKTRACE but no greeting' >"$TEST_ROOT/binary"
cb21 "$PROJECT"
expect_code 120
expect_err 'cb21: blocked: "hello-service starting" is not in /usr/local/bin/hello-service'
expect_err 'likely placeholder-main; put'
edit_keeping_mtime "$PROJECT/src/main.rs" "$(sed '$d' "$PROJECT/src/main.rs")
"
decide
expect_decision unknown
expect_reason not-verified-last-time
printf '\177ELF hello-service starting' >"$TEST_ROOT/binary"
cb21 --cb21-marker='of another text' "$PROJECT"
expect_code 120
expect_err 'likely wrong-bin'
expect_err 'correct --cb21-marker'
build_once
