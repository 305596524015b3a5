#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The context's name, under which BuildKit keeps what it was sent, stays while every change shows in a file's size or
# time, and is drawn anew where one may not.
. "$(dirname "$0")/harness.sh"
new_project
old=$(date -d '1 hour ago' +%Y%m%d%H%M)
find "$PROJECT" -exec touch -t "$old" {} +
name() { last_build | awk '{ print $NF }'; }
build_once
first=$(name)
[ "$(readlink "$first")" = "$PROJECT" ] || fail "it leads to $(readlink "$first")"
build_once
[ "$(name)" = "$first" ] || fail "an unchanged project has a new name"
# A usual edit shows.
echo '// more' >>"$PROJECT/src/main.rs"
touch -d '10 seconds' "$PROJECT/src/main.rs"
build_once
[ "$(name)" = "$first" ] || fail "an edit that shows has a new name"
# Size and time kept: it does not.
edit_keeping_mtime "$PROJECT/src/main.rs" "$(sed 's/"one"/"two"/' "$PROJECT/src/main.rs")
"
decide
expect_reason same-stat-edit
build_once
second=$(name)
[ "$second" != "$first" ] || fail "a hidden edit has the old name"
# Touched, built from the cache, then edited with the touched time.
touch -d '20 seconds' "$PROJECT/src/main.rs"
build_once
[ "$(name)" = "$second" ] || fail "a touched file has a new name"
edit_keeping_mtime "$PROJECT/src/main.rs" "$(sed 's/"two"/"six"/' "$PROJECT/src/main.rs")
"
build_once
third=$(name)
[ "$third" != "$second" ] || fail "an edit with the touched time has the old name"
# A failed build may have sent anything.
echo '// more' >>"$PROJECT/src/main.rs"
FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"
build_once
[ "$(name)" != "$third" ] || fail "the name outlived a failed build"
# A cache-safe file edited unseen needs a new name, and no --no-cache.
fourth=$(name)
edit_keeping_mtime "$PROJECT/Dockerfile" "$(sed 's/slim/bulk/' "$PROJECT/Dockerfile")
"
build_once
expect_build_without --no-cache
[ "$(name)" != "$fourth" ] || fail "a hidden edit of the Dockerfile has the old name"
