#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# As docker's plugin cb21 takes the end of its connection to docker's plugin socket for a SIGTERM: while docker builds it
# is docker's, once; later cb21 cleans up, and nothing gets out.
. "$(dirname "$0")/harness.sh"
new_project
ln -s "$CB21" "$TEST_ROOT/bin/docker-cb21"
mkdir -p "$HOME/.docker/cli-plugins"
ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
export FAKE_DOCKER_VERSION='Docker version 28.5.0, build 1' FAKE_DOCKER_BUILDX=v0.29.1
cat >"$TEST_ROOT/parent" <<'PARENT'
#!/usr/bin/perl
# Stands for docker: runs a plugin with a socket, whose connections it writes to a file and closes once another is there.
use strict; use warnings; use Socket;
my ($name, $root, @command) = @ARGV;
(my $path = $name) =~ s/^@/\0/;
my $listener;
socket($listener, AF_UNIX, SOCK_STREAM, 0) && bind($listener, pack_sockaddr_un($path)) && listen($listener, 5) or die $!;
$ENV{DOCKER_CLI_PLUGIN_SOCKET} = $name;
$ENV{DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND} = 'docker';
my $child = fork;
if (!$child) { exec { $command[0] } @command }
my @connections;
my $ended;
until ($ended = waitpid($child, 1)) {
  my $ready = '';
  vec($ready, fileno($listener), 1) = 1;
  if (select($ready, undef, undef, 0.01)) { accept(my $connection, $listener); push @connections, $connection }
  last if -e "$root/close";
}
my $status = $?;
open my $out, '>', "$root/connections"; print $out scalar @connections; close $out;
@connections = ();
close $listener;
if (!$ended) { waitpid $child, 0; $status = $? }
exit($status & 127 ? 128 + ($status & 127) : $status >> 8);
PARENT
start_plugin() {
  forget_calls
  rm -f "$TEST_ROOT/close" "$TEST_ROOT/socket"
  perl "$TEST_ROOT/parent" "$1" "$TEST_ROOT" "$TEST_ROOT/bin/docker-cb21" "${@:2}" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
  CB21_PID=$!
}
expect_one_connection() { [ "$(cat "$TEST_ROOT/connections")" = 1 ] || fail "$(cat "$TEST_ROOT/connections") connections"; }

for name in "@cb21-test-$$" "$TEST_ROOT/socket"; do
  for command in create cp; do
    FAKE_DOCKER_SLEEP_MS=1500 FAKE_DOCKER_SLEEP_FOR=$command start_plugin "$name" cb21 --no-cache -t app "$PROJECT"
    wait_until docker_was_called_with "$command "
    touch "$TEST_ROOT/close"
    finish_cb21
    expect_code 143
    expect_one_connection
    expect_docker_call 'rm --force --volumes cb21-verify-'
    expect_no_docker_call 'tag '
  done
done

FAKE_DOCKER_SLEEP_MS=20000 start_plugin "@cb21-test-$$" cb21 --no-cache -t app "$PROJECT"
wait_until docker_was_called_with 'buildx build '
touch "$TEST_ROOT/close"
finish_cb21
expect_code 143
[ "$(signals_to_docker 15)" = 1 ] || fail "SIGTERM came $(signals_to_docker 15) times"

start_plugin "@cb21-test-$$" cb21 --no-cache -t app "$PROJECT"
finish_cb21
expect_code 0
expect_one_connection
expect_err 'cb21: verified'
expect_docker_call 'tag '
[ "$(signals_to_docker 15)" = 0 ] || fail "docker was sent a SIGTERM"

start_plugin "@cb21-test-$$" docker-cli-plugin-metadata
finish_cb21
expect_code 0
[ "$(cat "$TEST_ROOT/connections")" = 0 ] || fail "metadata is no reason to connect"

# A socket that is not there is none.
DOCKER_CLI_PLUGIN_SOCKET=@cb21-nowhere DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND=docker run docker-cb21 cb21 --no-cache "$PROJECT"
expect_code 0
