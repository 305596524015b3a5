#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Strategy precise adds nothing but an isolated context where content keys see everything.
. "$(dirname "$0")/harness.sh"
new_project
build_once --cb21-strategy=precise
echo '// more' >>"$PROJECT/src/main.rs"
cb21 --cb21-strategy=precise "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_build_without --no-cache
[[ "$(last_build)" == *'/service-'* ]] || fail "the context is not isolated: $(last_build)"
cb21 --cb21-strategy=precise --no-cache "$PROJECT"
expect_build_with --no-cache
