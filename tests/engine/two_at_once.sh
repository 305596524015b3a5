#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two builds of one project overlap, with an edit between them that keeps size and mtime: whichever ends last, the next
# build is right, and none is called fresh that is not.
# Also on bookworm, bookworm-classic: builds that share a client's session or none.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^RUN mkdir|RUN sleep 2 \&\& mkdir|' "$PROJECT/Dockerfile"
start() { "$CB21" -t "$TAG:$1" "$PROJECT" </dev/null >"$TEST_ROOT/out.$1" 2>"$TEST_ROOT/err.$1" & }

for pair in 'one two' 'two one'; do
  read -r first second <<<"$pair"
  set_greeting "$first" keep
  start first
  sleep 1.2
  set_greeting "$second" keep
  start second
  wait
  cat "$TEST_ROOT/err.second" >"$TEST_ROOT/err"
  expect_shipped "$second" "$TAG:second"
  cb21 -t "$TAG" "$PROJECT"
  expect_code 0
  expect_shipped "$second"
done
cb21 -t "$TAG" "$PROJECT"
expect_err 'cb21: fresh'
expect_shipped one
set_greeting two keep
cb21 -t "$TAG" "$PROJECT"
expect_no_err 'cb21: fresh'
expect_shipped two
