#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# File names that tools stumble over. Where docker takes them, cb21 builds, verifies and finds all as it was; where docker
# refuses them, cb21 ends with docker's code.
# Also on bookworm, bookworm-classic: each client sends the context in its own way.
. "$(dirname "$0")/harness.sh"
new_project quick
built_alike() {
  local expected=0
  docker build -q -t "$TAG:plain" "$PROJECT" >"$TEST_ROOT/docker.out" 2>&1 || expected=$?
  cb21 -t "$TAG" "$PROJECT"
  expect_code "$expected"
  printf '%s: docker ends with %s\n' "$1" "$expected"
  [ "$expected" -eq 0 ] || return 0
  expect_err 'cb21: verified'
  cb21 -t "$TAG" "$PROJECT"
  expect_err 'cb21: fresh'
}

mkdir "$PROJECT/a dir" "$PROJECT/folder.rs" "$PROJECT/-t"
printf 'x' | tee "$PROJECT/a dir/an odd  name .rs" "$PROJECT/folder.rs/inner.rs" "$PROJECT/-t/--no-cache" >"$PROJECT/"$'tab\tand"quote\'.rs'
ln -s loop "$PROJECT/loop"
ln -s nowhere "$PROJECT/dangling.rs"
ln -s .. "$PROJECT/up"
built_alike 'blanks, quotes, links that lead nowhere, a directory named x.rs'
mkfifo "$PROJECT/fifo.rs"
built_alike 'a fifo'
rm "$PROJECT/fifo.rs"
printf 'x' >"$PROJECT/"$'new\nline.rs'
built_alike 'a line feed'
rm "$PROJECT/"$'new\nline.rs'
printf 'x' >"$PROJECT/"$'not-utf8-\xff\xfe.rs'
built_alike 'bytes that are not UTF-8'
