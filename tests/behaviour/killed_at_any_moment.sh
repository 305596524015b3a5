#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# kill -9 at any moment of a build of edited sources, and the edit taken back: where docker may have begun, the old
# record is never believed again; where the kill came after the commit, it is the new one that speaks.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_SLEEP_MS=60
cp -p "$PROJECT/src/main.rs" "$TEST_ROOT/first.rs"
# Ends a stand-in whose cb21 is gone, so that no log is written to behind the test's back.
end_docker() {
  [ -e "$FAKE_DOCKER_LOG" ] || return 0
  jq -rs 'map(select(.event == "end").pid) as $ended | .[] | select(.event == "start").pid | select(. as $pid | $ended | all(. != $pid))' "$FAKE_DOCKER_LOG" |
    while read -r pid; do kill -9 "$pid" 2>/dev/null || true; done
}
killed=0
for ((round = 0; round < 25; round++)); do
  cp -p "$TEST_ROOT/first.rs" "$PROJECT/src/main.rs"
  FAKE_DOCKER_SLEEP_MS=0 build_once
  echo "// round $round" >>"$PROJECT/src/main.rs"
  cp -p "$PROJECT/src/main.rs" "$TEST_ROOT/second.rs"
  forget_calls
  start_cb21 "$PROJECT"
  sleep "0.$(printf '%03d' $((round * 8)))"
  kill -KILL "$CB21_PID" 2>/dev/null || true
  finish_cb21
  [ "$CODE" -ne 137 ] || killed=$((killed + 1))
  end_docker
  began=no && docker_was_called_with 'build ' && began=yes
  cp -p "$TEST_ROOT/first.rs" "$PROJECT/src/main.rs"
  decide --cb21-proof=marker
  [ "$began/$DECISION" != yes/fresh ] || fail "round $round: fresh after a revert, although docker had begun"
  cp -p "$TEST_ROOT/second.rs" "$PROJECT/src/main.rs"
  decide
  [ "$CODE/$DECISION" != 137/fresh ] || [ "$began" = yes ] || fail "round $round: fresh, although docker never ran"
done
[ "$killed" -ge 8 ] || fail "only $killed of 25 runs were killed in time"
