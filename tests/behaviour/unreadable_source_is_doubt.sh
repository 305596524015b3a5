#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A source or folder that this user may not read leaves the build uncached and unremembered, with its name; docker itself
# is left to judge.
. "$(dirname "$0")/harness.sh"
[ "$(id -u)" -eq 0 ] || skip "becoming another user needs root"
new_project
chmod 755 "$TEST_ROOT"
as_nobody() { run setpriv --reuid=65534 --regid=65534 --clear-groups "$CB21" "$@"; }
mkdir -p "$PROJECT/src/closed"
echo 'fn f() {}' >"$PROJECT/src/closed/f.rs"
chown -R 65534 "$TEST_ROOT" && touch "$FAKE_DOCKER_LOG" && chmod 666 "$FAKE_DOCKER_LOG"
as_nobody "$PROJECT"
expect_err 'cb21: verified'
for path in src/main.rs src/closed Cargo.toml; do
  mode=$(stat -c %a "$PROJECT/$path")
  chmod 0 "$PROJECT/$path"
  for round in 1 2; do
    as_nobody --cb21-report="$TEST_ROOT/report.json" "$PROJECT"
    expect_code 0
    expect_build_with --no-cache
    expect_err "$path"
    expect_no_err 'sources changed'
    jq -e 'any(.reasons[]; .code == "unreadable-file")' "$TEST_ROOT/report.json" >/dev/null || fail "round $round: $(jq -c .reasons "$TEST_ROOT/report.json")"
  done
  chmod "$mode" "$PROJECT/$path"
done
