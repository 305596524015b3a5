#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The history is private and bounded; torn and foreign lines drop out of it; one that cannot be written fails no build and
# costs no record; forget removes it with the rest.
. "$(dirname "$0")/harness.sh"
new_project
build_once
history=$(echo "$XDG_STATE_HOME"/cb21/projects/*/history)
[ "$(stat -c '%a %F' "$history")" = '600 regular file' ] || fail "the history is not private: $(stat -c '%a %F' "$history")"
[ "$(wc -l <"$history")" = 1 ] || fail "$(wc -l <"$history") builds in the history"
line=$(cat "$history")
{ for ((i = 0; i < 300; i++)); do printf '%s\n' "$line"; done && printf 'foreign\n%s' "${line:0:40}"; } >"$history"
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
[ "$(wc -l <"$history")" = 100 ] || fail "$(wc -l <"$history") builds in the history"
grep -qv '^build-1' "$history" && fail "foreign lines stayed"
[[ "$(tail -n 1 "$history")" == *$'\tfresh\tcached\tverified\t'* ]] || fail "the last line: $(tail -n 1 "$history")"

rm "$history"
mkdir "$history"
echo '// more' >>"$PROJECT/src/main.rs"
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
expect_err 'this build is not in the history: '
decide
expect_decision fresh
cb21 why "$PROJECT"
expect_code 0
expect_out 'now: fresh'
rmdir "$history"

name=$PROJECT/src/$'a\tb\nc\033.rs'
echo 'fn f() {}' >"$name"
cb21 "$PROJECT"
[ "$(wc -l <"$history")" = 1 ] || fail "a file name broke the line"
cb21 why "$PROJECT"
expect_out '  file src/a\tb\nc\x1b.rs added (rust-source)'
cb21 why --json "$PROJECT"
[ "$(jq -r '.history[0].changes[0].path' "$TEST_ROOT/out")" = "${name#"$PROJECT"/}" ] || fail "another path in JSON"

cb21 forget "$PROJECT"
expect_out "forgotten: $PROJECT"
[ ! -e "$history" ] || fail "the history was not forgotten"
cb21 why --json "$PROJECT"
[ "$(jq -c .history "$TEST_ROOT/out")" = '[]' ] || fail "there still is a history"
