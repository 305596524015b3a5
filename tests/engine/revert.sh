#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A, then B, then A again, each with the times of its own and then with one time for all: each build ships its own text.
# Also on bookworm-classic: its cache is its images.
. "$(dirname "$0")/harness.sh"
new_project

for keep in no keep; do
  for greeting in one two one; do
    set_greeting "$greeting" "$keep"
    cb21 -t "$TAG" "$PROJECT"
    expect_code 0
    expect_printed "greeting: $greeting"
  done
done
