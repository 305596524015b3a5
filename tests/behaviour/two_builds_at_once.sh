#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two builds of one project at once never send under one context name, and only the one that began last is remembered:
# not the earlier one, whose layers may be older than the other's.
. "$(dirname "$0")/harness.sh"
new_project
FAKE_DOCKER_HOOK=$GATE start_cb21 -t slow "$PROJECT"
wait_until docker_was_called_with 'build '
echo '// more' >>"$PROJECT/src/main.rs"
run "$CB21" -t quick "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
[ "$(docker_builds | awk '{ print $NF }' | sort -u | wc -l)" = 2 ] || fail "both used one name: $(docker_builds)"
decide
expect_decision fresh
open_gate
finish_cb21
expect_code 0
decide
expect_decision fresh
rm "$TEST_ROOT/open"
forget_calls
# The same with unchanged sources: the slow one says that it is not remembered. The quick one has the files of the last
# verified build, whose record the slow one has taken away: it keeps the cache, under a name of its own.
FAKE_DOCKER_HOOK=$GATE "$CB21" --no-cache -t slow "$PROJECT" >/dev/null 2>"$TEST_ROOT/slow" &
slow=$!
wait_until docker_was_called_with 'build --no-cache'
run "$CB21" -t quick "$PROJECT"
expect_code 0
expect_err 'cb21: verified: the image is the one that was verified last'
expect_build_without --no-cache
[ "$(docker_builds | awk '{ print $NF }' | sort -u | wc -l)" = 2 ] || fail "both used one name: $(docker_builds)"
open_gate
wait "$slow"
grep -qF 'another build of this project began meanwhile; this one is not remembered' "$TEST_ROOT/slow" || fail "the slow one said: $(cat "$TEST_ROOT/slow")"
