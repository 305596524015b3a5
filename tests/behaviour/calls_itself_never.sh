#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A docker on PATH that is cb21 itself, as a link or a hard link, is passed over; where there is no other, the code is 127.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$TEST_ROOT/link" "$TEST_ROOT/hard"
ln -s "$CB21" "$TEST_ROOT/link/docker"
ln "$(readlink -f "$CB21")" "$TEST_ROOT/hard/docker" 2>/dev/null || ln -s "$CB21" "$TEST_ROOT/hard/docker"
PATH=$TEST_ROOT/link:$TEST_ROOT/hard:$PATH cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
PATH=$TEST_ROOT/link cb21 "$PROJECT"
expect_code 127
expect_err 'beside cb21 itself'
cb21 --cb21-docker "$TEST_ROOT/link/docker" "$PROJECT"
expect_code 127
expect_err 'which is cb21 itself'
