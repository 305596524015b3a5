#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 19 and 3: after real builds status tells, without building, whether a .rs file was modified, and has the rule's
# performance table of this project; why tells what each build decided by, and what one now would.
# Also on bookworm-classic: how it tells which steps were cached.
. "$(dirname "$0")/harness.sh"
new_project
say_run
json() { jq -e "$1" "$TEST_ROOT/out" >/dev/null || fail "not so: $1 in $(cat "$TEST_ROOT/out")"; }
cb21 status --json "$PROJECT"
json '.decision == "unknown" and .performance.uncached.count == 0 and .performance.rule_cost_milliseconds == 0'
for round in first second; do
  cb21 -t "$TAG" "$PROJECT"
  expect_code 0
  expect_err 'cb21: verified'
done
set_greeting two keep
since=$(date +%s.%N)
cb21 status "$PROJECT"
grep -q '^stale: src/main.rs: ' "$TEST_ROOT/out" || fail "the edit was not told: $(cat "$TEST_ROOT/out")"
[ -z "$(docker events --since "$since" --until "$(date +%s.%N)" --filter "event=tag" --filter "image=$TAG")" ] || fail 'something was built'
cb21 --cb21-strategy precise -t "$TAG" "$PROJECT"
expect_code 0
expect_printed 'greeting: two'
set_greeting six
echo 'fn broken(' >>"$PROJECT/src/main.rs"
cb21 -t "$TAG" "$PROJECT"
[ "$CODE" -ne 0 ] || fail 'broken sources were built'

# The classic builder has no strategy precise.
if buildkit; then middle=partial; else middle=uncached; fi
cb21 why --json "$PROJECT"
json "[.history[] | .kind + \" \" + .verdict] == [\"uncached verified\", \"cached verified\", \"$middle verified\", \"uncached failed\"]"
json '.history[2].changes == [{"path": "src/main.rs", "change": "changed", "class": "rust-source", "same_stat": true}] and .history[2].reason.code == "rust-source-changed"'
json '.decision == "unknown" and [.changes[] | .path + " " + .change] == ["src/main.rs changed"]'
json '.history[0].milliseconds | .total >= .docker and .docker > 0 and .scan >= 0'
cb21 why "$PROJECT"
grep -q '^now: in doubt: ' "$TEST_ROOT/out" || fail "no decision: $(cat "$TEST_ROOT/out")"
cb21 status --json "$PROJECT"
json ".performance | .cached.count == 1 and .$middle.count >= 1 and .not_counted == 1 and .cached.median_milliseconds < .$middle.median_milliseconds"
if buildkit; then
  json '.performance | .uncached.count == 1 and .rule_cost_milliseconds == 0'
else
  json '.performance | .rule_cost_milliseconds > 0 and .rule_cost_is_at_most and .precise_saves_milliseconds == null and (.precise_obstacle | contains("classic"))'
fi
