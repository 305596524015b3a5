#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# File names with spaces, newlines, quotes, escapes and bytes that are not UTF-8 are hashed, compared and reported like
# others; what is printed stays one line of sound text, and all JSON is sound.
. "$(dirname "$0")/harness.sh"
new_project
for name in 'a b.rs' $'new\nline.rs' $'tab\t.rs' 'quote"\.rs' $'\033[31mred.rs' $'not-\xff\xfe-utf8.rs' '-dash.rs' 'ünïcode.rs' '*.rs'; do
  echo 'fn f() {}' >"$PROJECT/src/$name"
done
build_once
decide
expect_decision fresh
for name in $'new\nline.rs' $'\033[31mred.rs' $'not-\xff\xfe-utf8.rs' 'a b.rs'; do
  echo '// more' >>"$PROJECT/src/$name"
  decide --cb21-explain
  expect_decision stale
  expect_reason rust-source-changed
  ! grep -v '^cb21: ' "$TEST_ROOT/err" || fail "a name broke the line"
  ! LC_ALL=C grep -q $'[\033\xff]' "$TEST_ROOT/err" || fail "a name's bytes reached the terminal"
  iconv -f UTF-8 -t UTF-8 "$TEST_ROOT/report.json" >/dev/null || fail "the report is not UTF-8"
  cb21 status --json "$PROJECT"
  jq -e '.files | length == 13' "$TEST_ROOT/out" >/dev/null || fail "status lists $(jq '.files | length' "$TEST_ROOT/out") files"
  iconv -f UTF-8 -t UTF-8 "$TEST_ROOT/out" >/dev/null || fail "status is not UTF-8"
  build_once
done
cb21 --cb21-report="$TEST_ROOT/report.json" --label $'a=\xff' --cb21-marker $'\xfe\xff' "$PROJECT"
expect_code 120
iconv -f UTF-8 -t UTF-8 "$TEST_ROOT/report.json" | jq -e . >/dev/null || fail "the report is not JSON in UTF-8"
new_project "$TEST_ROOT/"$'odd \xff\nname'
build_once
decide
expect_decision fresh
