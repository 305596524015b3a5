#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A context without any source, and one of very many files, are built like others.
. "$(dirname "$0")/harness.sh"
PROJECT=$TEST_ROOT/empty
mkdir "$PROJECT"
new_project "$TEST_ROOT/many" && PROJECT=$TEST_ROOT/empty
echo 'FROM rust:1' >"$PROJECT/Dockerfile"
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: first build here'
PROJECT=$TEST_ROOT/many
mkdir "$PROJECT/src/many"
for ((i = 0; i < 3000; i++)); do echo "fn f$i() {}"; done | split --lines=1 --suffix-length=4 --numeric-suffixes --additional-suffix=.rs - "$PROJECT/src/many/f"
build_once
echo '// more' >>"$PROJECT/src/many/f2999.rs"
decide
expect_decision stale
cb21 status --json "$PROJECT"
[ "$(jq '.files | length' "$TEST_ROOT/out")" = 3004 ] || fail "$(jq '.files | length' "$TEST_ROOT/out") files"
