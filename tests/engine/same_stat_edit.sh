#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 1: An edit that keeps size and mtime: docker ships the old text, plain and with --no-cache; cb21 ships the new one.
# Also on bookworm, bookworm-classic, ctr: what a builder goes by when it reads the context.
. "$(dirname "$0")/harness.sh"
new_project

docker build -q -t "$TAG:plain" "$PROJECT" >/dev/null
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
expect_printed 'greeting: one'

set_greeting two keep
if buildkit; then
  docker build -q -t "$TAG:plain" "$PROJECT" >/dev/null
  expect_printed 'greeting: one' "$TAG:plain"
  docker build -q --no-cache -t "$TAG:plain" "$PROJECT" >/dev/null
  expect_printed 'greeting: one' "$TAG:plain"
fi
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_err 'cb21: verified'
expect_printed 'greeting: two'
