#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Ctrl-C in a terminal reaches docker exactly once, and cb21 ends as docker ends: by its code, or by the same signal.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_SLEEP_MS=20000
cat >"$TEST_ROOT/shell" <<'SHELL'
#!/usr/bin/perl
# A shell: not ended by Ctrl-C, and tells how its child ended.
$SIG{INT} = sub {};
my $status = system { $ARGV[0] } @ARGV;
printf "ended by signal %d, with code %d\n", $status & 127, $status >> 8;
SHELL
type_ctrl_c() {
  forget_calls
  rm -f "$TEST_ROOT/keys" && mkfifo "$TEST_ROOT/keys"
  script --quiet --command "perl $TEST_ROOT/shell $CB21 $PROJECT" /dev/null <"$TEST_ROOT/keys" >"$TEST_ROOT/out" 2>&1 &
  local terminal=$!
  exec 7>"$TEST_ROOT/keys"
  wait_until "$1" "$2"
  printf '\003' >&7
  wait "$terminal" || true
  exec 7>&-
}
type_ctrl_c docker_was_called_with 'build '
expect_out 'ended by signal 0, with code 130'
[ "$(signals_to_docker 2)" = 1 ] || fail "SIGINT came $(signals_to_docker 2) times"

# While the image is looked into, cb21 itself is what Ctrl-C ends, after it has cleaned up.
export FAKE_DOCKER_SLEEP_FOR=cp
type_ctrl_c docker_was_called_with 'cp '
expect_out 'ended by signal 2, with code 0'
expect_docker_call 'rm --force'
