#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 2: --cb21-strategy prune: the builder's cache is emptied, and an edit that kept size and mtime ships. The classic builder
# has no cache to prune: cb21 says so and builds with --no-cache.
# Also on bookworm, bookworm-classic: what there is to prune.
. "$(dirname "$0")/harness.sh"
new_project
cb21 -t "$TAG" "$PROJECT"
expect_code 0
set_greeting two keep
cb21 --cb21-strategy prune -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
if buildkit; then expect_err 'reclaimed'; else expect_err 'building with --no-cache instead'; fi
expect_err 'cb21: verified'
expect_printed 'greeting: two'
