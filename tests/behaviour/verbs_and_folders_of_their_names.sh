#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A verb is one only where docker could not mean it: a folder named like it is a context.
. "$(dirname "$0")/harness.sh"
new_project
cd "$TEST_ROOT"
cb21 status
expect_code 122
expect_err 'which build?'
cb21 forget
expect_code 122
mv "$PROJECT" status
cb21 status
expect_code 0
expect_err 'cb21: verified'
[[ "$(last_build)" == *'/status-'* ]] || fail "docker got: $(last_build)"
cb21 status status
expect_code 0
expect_out 'fresh'
cb21 build --label name status
expect_code 0
expect_build_with ' --label name '
