#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 7: What was forgotten is built uncached, and what was never remembered can be forgotten too.
. "$(dirname "$0")/harness.sh"
new_project
cb21 forget "$PROJECT"
expect_code 0
expect_out "nothing was remembered of $PROJECT"
[ ! -e "$XDG_STATE_HOME" ] || fail "the state directory was made"
build_once
decide
expect_decision fresh
cb21 forget --target other "$PROJECT"
decide
expect_decision fresh
cb21 forget "$PROJECT"
expect_out "forgotten: $PROJECT"
decide
expect_decision unknown
expect_reason no-record
