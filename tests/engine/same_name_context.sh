#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two folders of one name, their files equal in size and mtime: docker gives the second the first one's code.
# Also on bookworm, bookworm-classic: what a builder knows a context by.
. "$(dirname "$0")/harness.sh"
new_project hello "$TEST_ROOT/one/svc"
new_project hello "$TEST_ROOT/two/svc"
set_greeting two keep "$TEST_ROOT/two/svc/src/main.rs"
touch -r "$TEST_ROOT/one/svc/src/main.rs" "$TEST_ROOT/two/svc/src/main.rs"

if buildkit; then
  (cd "$TEST_ROOT/one/svc" && docker build -q -t "$TAG:plain" . >/dev/null)
  (cd "$TEST_ROOT/two/svc" && docker build -q -t "$TAG:plain" . >/dev/null)
  expect_printed 'greeting: one' "$TAG:plain"
  (cd "$TEST_ROOT/two/svc" && docker build -q --no-cache -t "$TAG:plain" . >/dev/null)
  expect_printed 'greeting: one' "$TAG:plain"
fi

for project in one two one; do
  (cd "$TEST_ROOT/$project/svc" && "$CB21" -t "$TAG:$project" . >"$TEST_ROOT/out" 2>"$TEST_ROOT/err") || fail "cb21 in $project/svc"
  expect_printed "greeting: $project" "$TAG:$project"
done
expect_err 'cb21: fresh'
