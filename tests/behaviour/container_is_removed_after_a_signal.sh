#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A signal that comes while the image is looked into ends cb21 by that signal, but not before the container is removed;
# the build is not remembered.
. "$(dirname "$0")/harness.sh"
new_project
cat >"$TEST_ROOT/parent" <<'PARENT'
#!/usr/bin/perl
# Runs a command with default signals, writes its process id, and ends with the number of the signal that ended it.
my $file = shift;
my $child = fork;
if (!$child) { exec { $ARGV[0] } @ARGV }
open my $out, '>', $file; print $out $child; close $out;
waitpid $child, 0;
exit($? & 127);
PARENT
for command in cp create run; do
  for number in 2 15 1; do
    forget_calls
    rm -f "$TEST_ROOT/pid"
    FAKE_DOCKER_SLEEP_MS=$([ "$command" = create ] && echo 600 || echo 20000) FAKE_DOCKER_SLEEP_FOR=$command env --default-signal=INT,QUIT \
      perl "$TEST_ROOT/parent" "$TEST_ROOT/pid" "$CB21" --no-cache --cb21-run=30 "$PROJECT" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
    parent=$!
    wait_until docker_was_called_with "$command "
    kill -"$number" "$(cat "$TEST_ROOT/pid")"
    CODE=0 && wait "$parent" || CODE=$?
    expect_code "$number"
    name=$(docker_calls | sed -nE "s/^$command .*(cb21-(verify|run)-[0-9a-f]+).*/\1/p" | head -n 1)
    expect_docker_call "rm --force --volumes $name"
    [ -z "$(find "$XDG_STATE_HOME/cb21/containers" "$TMPDIR" -mindepth 1)" ] || fail "something was left"
    decide
    expect_reason not-verified-last-time
  done
done
