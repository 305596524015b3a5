#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Own options from the environment do what they do on the command line; repeatable ones take a line for each value.
. "$(dirname "$0")/harness.sh"
new_project
printf '\177ELF of no great worth' >"$TEST_ROOT/binary"
CB21_MARKER=$'of no\ngreat worth' CB21_BINARY=/opt/hello CB21_REPORT=$TEST_ROOT/report.json CB21_STATE_DIR=$TEST_ROOT/kept cb21 "$PROJECT"
expect_code 0
expect_err '"of no", "great worth" is in /opt/hello'
[ -e "$TEST_ROOT/report.json" ] || fail "no report"
[ -n "$(find "$TEST_ROOT/kept" -name record)" ] || fail "no record in CB21_STATE_DIR"
[ ! -e "$XDG_STATE_HOME" ] || fail "state is kept elsewhere too"
forget_calls
CB21_DRY_RUN=1 CB21_STATE_DIR=$TEST_ROOT/kept CB21_EXPLAIN=true cb21 "$PROJECT"
expect_err 'would run: '
expect_err 'hashed in'
[ -z "$(docker_builds)" ] || fail "docker was called"
CB21_DOCKER=/bin/false cb21 "$PROJECT"
expect_code 1
CB21_VERIFY=required CB21_MARKER=absent cb21 "$PROJECT"
expect_code 120
CB21_MARKER='' CB21_VERIFY=off CB21_SCOPE=context CB21_WATCH='*.sql' CB21_PROOF=marker CB21_STRATEGY=precise cb21 "$PROJECT"
expect_code 0
expect_err 'strategy precise gives way to no-cache: nothing would judge what comes out of the cache'
CB21_PROOF=chain CB21_STRATEGY=precise cb21 "$PROJECT"
expect_code 0
expect_err 'layers kept by content'
