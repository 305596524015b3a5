# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a builder apart from the engine builds the edit and keeps it: the tag still names the old image'
with_buildkit='STALE STALE STALE'
with_classic=''
has_buildx || with_buildkit=''
BUILDER=cb21-$RUN RELAY_PID=''
edit() {
  set_greeting two
  "$REPOSITORY/tests/support/buildkit_relay" "${DOCKER_HOST#unix://}" "$TEST_ROOT/buildkit.sock" &
  RELAY_PID=$!
  until [ -S "$TEST_ROOT/buildkit.sock" ]; do kill -0 $RELAY_PID || fail 'the relay'; sleep 0.1; done
  docker buildx create --driver remote --name "$BUILDER" "unix://$TEST_ROOT/buildkit.sock" >/dev/null || fail 'buildx create'
}
arguments() { if [ "$STEP" = first ]; then ARGUMENTS=(); else ARGUMENTS=(--builder "$BUILDER"); fi; }
finish() {
  [ -n "$RELAY_PID" ] || return 0
  docker buildx rm --force "$BUILDER" >/dev/null 2>&1 || true
  kill "$RELAY_PID" 2>/dev/null || true
}
