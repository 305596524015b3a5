#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A source is edited while docker builds: nobody knows which text was compiled, so nothing is remembered, and the next
# build is right.
# Also on bookworm-classic: its client has sent all before the first step.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^RUN mkdir|RUN sleep 2 \&\& mkdir|' "$PROJECT/Dockerfile"
"$CB21" -t "$TAG" "$PROJECT" </dev/null >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
sleep 1.5
set_greeting two keep
CODE=0
wait "$!" || CODE=$?
expect_code 0
expect_err 'cb21: unverified: '
expect_err 'changed while docker was building'

cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
expect_err 'cb21: verified'
expect_shipped two
