#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Colour on a terminal, none with NO_COLOR and none into a file; each line of standard error begins with "cb21: ".
. "$(dirname "$0")/harness.sh"
new_project
escape=$(printf '\033[')
unset NO_COLOR
in_terminal "$CB21 $PROJECT"
expect_out "${escape}32mcb21: verified"
NO_COLOR=1 in_terminal "$CB21 $PROJECT"
expect_out 'cb21: verified'
! grep -qF "$escape" "$TEST_ROOT/out" || fail "NO_COLOR is not heeded"
cb21 --cb21-explain "$PROJECT"
expect_no_err "$escape"
! grep -v '^cb21: ' "$TEST_ROOT/err" || fail "a line begins otherwise"
