#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The same folder by whatever word, relative, with slashes, through a link, is one project with one record.
. "$(dirname "$0")/harness.sh"
new_project
build_once
ln -s "$PROJECT" "$TEST_ROOT/link"
cd "$PROJECT"
for word in . ./ ../service "$PROJECT/" "$PROJECT/src/.." "$TEST_ROOT/link"; do
  cb21 --cb21-dry-run --cb21-report="$TEST_ROOT/report.json" "$word"
  [ "$(jq -r .decision "$TEST_ROOT/report.json")" = fresh ] || fail "$word: $(jq -c .reasons "$TEST_ROOT/report.json")"
done
cb21 -- .
expect_code 0
[[ "$(last_build)" == *' -- '*'/service-'* ]] || fail "docker got: $(last_build)"
