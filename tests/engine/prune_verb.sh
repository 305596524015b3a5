#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 2: cb21 prune. After --context docker itself ships an edit that kept size and time, from layers that stayed cached;
# after --all no layer is cached. The classic builder has no contexts to prune, and its cache is its images.
# Also on bookworm, bookworm-classic: what there is to prune.
. "$(dirname "$0")/harness.sh"
new_project quick
# A layer that only this test's cache can hold.
sed -i "0,/^COPY/s||RUN echo $TEST_ROOT >/kept\nCOPY|" "$PROJECT/Dockerfile"
if ! buildkit; then
  cb21 prune --context
  expect_code 0
  grep -q '^nothing to prune: the classic builder' "$TEST_ROOT/out" || fail "it says: $(cat "$TEST_ROOT/out")"
  cb21 prune --all
  expect_code 123
  expect_err "the classic builder keeps its cache in its images"
  exit 0
fi
plainly() { run docker build "${PLAIN[@]}" -t "$TAG" "$PROJECT" && expect_code 0; }
plainly
set_greeting two keep
plainly
expect_shipped one
# A context that another build is sending stays, and is no success.
tries=0
until cb21 prune --context && [ "$CODE" -eq 0 ]; do
  [ $((tries += 1)) -lt 20 ] || fail 'the synced contexts stay'
  expect_err 'another build is using a synced context'
  sleep 3
done
grep -qE '^reclaimed [0-9.]+ ?[kKMG]?B of synced contexts: ' "$TEST_ROOT/out" || fail "it says: $(cat "$TEST_ROOT/out")"
plainly
expect_shipped two
expect_cached "RUN echo $TEST_ROOT"

cb21 prune --all
expect_code 0
grep -qE '^reclaimed [0-9.]+ ?[kKMG]?B: ' "$TEST_ROOT/out" || fail "it says: $(cat "$TEST_ROOT/out")"
plainly
expect_not_cached "RUN echo $TEST_ROOT"
