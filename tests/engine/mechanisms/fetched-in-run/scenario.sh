# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: what there is to prune.
summary='a source is fetched in a RUN step (from a server beside the engine); what the server gives has changed'
with_buildkit='STALE fresh fresh'
with_classic='STALE fresh STALE'
prepare() {
  project_of "$TEST_ROOT/service-$RUN"
  echo 'pub const GREETING: &str = "greeting: one";' >"$TEST_ROOT/greeting.rs"
  serve "$TEST_ROOT/greeting.rs" /greeting.rs perl -MIO::Socket::INET -e "$PROGRAM"
  PORT=$(cat "$TEST_ROOT/served")
}
# shellcheck disable=SC2016 # perl's own
PROGRAM='$| = 1;
my $socket = IO::Socket::INET->new(Listen => 9, LocalAddr => "127.0.0.1") or die;
print $socket->sockport, "\n";
while (my $client = $socket->accept) {
    while (<$client>) { last if /^\r$/ }
    open my $file, "<", "/greeting.rs";
    print $client "HTTP/1.0 200 OK\r\n\r\n", <$file>;
    close $client;
}'
edit() {
  sed -i 's/one/two/' "$TEST_ROOT/greeting.rs"
  docker cp "$TEST_ROOT/greeting.rs" "${SERVERS[0]}:/greeting.rs" >/dev/null
}
arguments() { ARGUMENTS=(--network host --build-arg "SOURCES=127.0.0.1:$PORT"); }
