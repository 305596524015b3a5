#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An ignore file that docker would refuse, or whose lines are huge, is no reason to stop: docker judges, and what cannot
# be read for sure is doubt.
. "$(dirname "$0")/harness.sh"
new_project
build_once
printf '[\n' >"$PROJECT/.dockerignore"
cb21 --cb21-report="$TEST_ROOT/report.json" "$PROJECT"
expect_code 0
expect_build_with --no-cache
jq -e 'any(.reasons[]; .code == "context-not-visible" and (.detail | contains(".dockerignore")))' "$TEST_ROOT/report.json" >/dev/null || fail "$(jq -c .reasons "$TEST_ROOT/report.json")"
FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"
expect_code 1
head -c 3000000 /dev/zero | tr '\0' x >"$PROJECT/.dockerignore"
cb21 "$PROJECT"
expect_code 0
decide
[ "$DECISION" != fresh ] || expect_no_reason context-not-visible
seq 1 20000 | sed 's/.*/**\/generated-&\/*.rs/' >"$PROJECT/.dockerignore"
cb21 "$PROJECT"
expect_code 0
head -c 4000 /dev/urandom >"$PROJECT/.dockerignore"
cb21 "$PROJECT"
[ "$CODE" -lt 120 ] || fail "exit code $CODE"
cb21 --cb21-watch='[' "$PROJECT"
expect_code 122
expect_err '--cb21-watch'
