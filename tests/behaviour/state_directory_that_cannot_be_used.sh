#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A state directory that is another user's, a link, a file, or open to all does not stop the build, which is uncached
# and says why; nothing is ever fresh there.
. "$(dirname "$0")/harness.sh"
new_project
unusable() {
  local round
  for round in 1 2; do
    cb21 --cb21-state-dir="$TEST_ROOT/dir" "$PROJECT"
    expect_code 0
    expect_err 'in doubt'
    expect_err "$1"
    expect_build_with --no-cache
    [[ "$(last_build)" == *'/service-'* ]] || fail "the context is not isolated: $(last_build)"
  done
  rm -rf "$TEST_ROOT/dir"
}
mkdir -m 777 "$TEST_ROOT/dir"
unusable 'may be written to by others'
mkdir -m 700 "$TEST_ROOT/real" && ln -s "$TEST_ROOT/real" "$TEST_ROOT/dir"
unusable 'is a symbolic link'
[ -z "$(ls -A "$TEST_ROOT/real")" ] || fail "the link was followed"
echo text >"$TEST_ROOT/dir"
unusable "$TEST_ROOT/dir"
[ "$(id -u)" -eq 0 ] || skip "only root can give a directory away"
mkdir -m 700 "$TEST_ROOT/dir" && chown 12345 "$TEST_ROOT/dir"
unusable "cb21: in doubt: not remembered: $TEST_ROOT/dir belongs to user 12345, not to root: remove it or choose another state directory: building with --no-cache"

# A user who keeps another's home (sudo -u) is told whose folder shuts him out, at a status, too.
own=$TEST_ROOT/own
mkdir -m 777 "$own"
mkdir "$TEST_ROOT/roots"
chmod 755 "$TEST_ROOT"
chmod -R a+rX "$PROJECT"
cp "$CB21" "$own/cb21"
cp "$(readlink -f "$FAKE_DOCKER")" "$own/docker"
as_other() { run setpriv --reuid 12345 --regid 12345 --clear-groups env TMPDIR="$own" FAKE_DOCKER_LOG="$own/log" PATH="$own:$PATH" "$own/cb21" "$@"; }
for _ in 1 2; do
  as_other --cb21-state-dir="$TEST_ROOT/roots/state" "$PROJECT"
  expect_code 0
  expect_err "cb21: in doubt: not remembered: $TEST_ROOT/roots belongs to root, not to user 12345: choose another state directory: building with --no-cache"
  expect_err 'cb21: verified'
done
as_other status --cb21-state-dir="$TEST_ROOT/roots/state" "$PROJECT"
expect_code 0
expect_out "in doubt: not remembered: $TEST_ROOT/roots belongs to root, not to user 12345"
chmod 700 "$TEST_ROOT/roots"
as_other status --cb21-state-dir="$TEST_ROOT/roots/state" "$PROJECT"
expect_out "in doubt: not remembered: $TEST_ROOT/roots belongs to root, not to user 12345"
