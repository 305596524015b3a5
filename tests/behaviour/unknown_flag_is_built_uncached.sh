#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A flag that cb21 does not know may change what docker reads: the build is uncached, every time, with the reason, and
# the flag reaches docker as typed.
. "$(dirname "$0")/harness.sh"
new_project
build_once
decide --flag-of-tomorrow=1
expect_decision unknown
expect_reason unknown-flag
cb21 --flag-of-tomorrow value "$PROJECT"
expect_code 0
expect_build_with ' --flag-of-tomorrow value '
expect_build_with ' --no-cache '
expect_err '--flag-of-tomorrow'
