#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 1: What cargo's dep-info names of the context counts from the first verified build on, whatever it is called and
# without --cb21-watch: an unchanged one keeps the build fresh, an edited one does not.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$PROJECT/pages"
echo '<p>one' >"$PROJECT/pages/index.html"
echo '<p>other' >"$PROJECT/pages/unused.html"
mkdir "$PROJECT/pages/old"
echo '<p>of the same name' >"$PROJECT/pages/old/index.html"
export FAKE_CARGO_FILES=pages/index.html
build_once
expect_err '2 files as they are now'
decide
expect_decision fresh
cb21 "$PROJECT"
expect_code 0
decide
expect_decision fresh
echo '<p>more' >>"$PROJECT/pages/unused.html"
echo '<p>more' >>"$PROJECT/pages/old/index.html"
decide
expect_decision fresh
edit_keeping_mtime "$PROJECT/pages/index.html" '<p>two
'
decide
expect_decision stale
expect_reason build-input-changed
cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
decide
expect_decision fresh
