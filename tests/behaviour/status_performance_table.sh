#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 19: the rule's performance table for this very project: cached, partial and uncached builds with count, median and
# last time; what uncached builds have cost and what strategy precise would save of it with the guarantee kept, where there are
# figures to tell it by.
. "$(dirname "$0")/harness.sh"
new_project
cb21 status "$PROJECT"
expect_code 0
expect_out 'uncached        0             -             -'
expect_out 'uncached builds have cost: nothing yet'
expect_out 'strategy precise would save: not known yet'
[ ! -e "$XDG_STATE_HOME" ] || fail "the state directory was made"

edit() { echo '// more' >>"$PROJECT/src/main.rs"; }
build_once
edit
FAKE_DOCKER_SLEEP_MS=600 build_once
cb21 status "$PROJECT"
expect_out 'uncached builds have cost: not known yet: there is no cached or partial build to compare with'
build_once
build_once
cb21 status --json "$PROJECT"
has() { jq -e "$1" "$TEST_ROOT/out" >/dev/null || fail "not so: $1 in $(jq .performance "$TEST_ROOT/out")"; }
has 'keys == ["decision", "files", "performance", "reasons"]'
has '.performance.cached.count == 2 and .performance.partial == {"count": 0, "median_milliseconds": null, "last_milliseconds": null} and .performance.uncached.count == 2'
has '.performance.uncached.last_milliseconds >= 600 and .performance.cached.median_milliseconds < 600'
has '.performance | .rule_cost_is_at_most and .rule_cost_milliseconds == .uncached.last_milliseconds - .cached.median_milliseconds and .precise_saves_milliseconds == null'
edit
FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"
cb21 --cb21-strategy=precise "$PROJECT"
expect_code 0
cb21 status "$PROJECT"
grep -qE '^cached +2( +[0-9.]+ m?s){2}$' "$TEST_ROOT/out" || fail 'no row of cached builds'
grep -qE '^partial +1( +[0-9.]+ m?s){2}$' "$TEST_ROOT/out" || fail 'no row of partial builds'
grep -qE '^uncached +2( +[0-9.]+ m?s){2}$' "$TEST_ROOT/out" || fail 'no row of uncached builds'
expect_out 'not counted: 1 build that failed'
grep -qE '^uncached builds have cost: [0-9.]+ m?s in 1 uncached build that the rule asked for, each against the median partial build$' "$TEST_ROOT/out" || fail 'no cost'
grep -qE '^strategy precise would save: about [0-9.]+ m?s of each uncached build that the rule asks for, and keep the guarantee \(--cb21-strategy precise\)$' "$TEST_ROOT/out" || fail 'no saving'
cb21 status --json "$PROJECT"
has '.performance | .precise_saves_milliseconds == .uncached.last_milliseconds - .partial.median_milliseconds and .precise_obstacle == null and .not_counted == 1'
# Where the strategy is not to be had, it saves nothing, whatever the figures.
cb21 status --cb21-profile=production "$PROJECT"
expect_out 'strategy precise would save: nothing: it gives way to no-cache: the production profile never uses the cache'
