#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: a planted link, be it the file or a folder on the way to it, leads init nowhere.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$TEST_ROOT/elsewhere" "$PROJECT/.git" "$PROJECT/.github"
ln -s "$TEST_ROOT/elsewhere/conf" "$PROJECT/cb21.conf"
cb21 init "$PROJECT"
expect_code 123
expect_err "$PROJECT/cb21.conf is another file and was left as it is"
ln -s "$TEST_ROOT/elsewhere" "$PROJECT/.github/workflows"
rm "$PROJECT/cb21.conf"
cb21 init "$PROJECT" --ci github
expect_code 123
expect_err "$PROJECT/.github/workflows is a link or a file"
[ -z "$(ls -A "$TEST_ROOT/elsewhere")" ] || fail "written through a link: $(ls -A "$TEST_ROOT/elsewhere")"
# The folder that the user names may be a link.
ln -s "$PROJECT" "$TEST_ROOT/link"
cb21 init "$TEST_ROOT/link" --make
expect_code 0
expect_out "wrote $PROJECT/Makefile"
