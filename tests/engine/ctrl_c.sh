#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Ctrl-C at a terminal while docker builds: cb21 ends as docker does, soon, and leaves no container. Sources put back as
# they were verified are sent under a new name of the context, and what then comes out of the cache is verified.
# Also on bookworm, bookworm-classic: each client ends in its own way.
. "$(dirname "$0")/harness.sh"
new_project quick
# shellcheck disable=SC2016 # for the shell in the image
sed -i 's|^RUN mkdir|ARG PAUSE=0\nRUN sleep $PAUSE \&\& mkdir|' "$PROJECT/Dockerfile"
# The name that BuildKit knows the context by.
context() { basename "$(jq -r '.docker_argv[-1]' "$TEST_ROOT/report")"; }
cb21 --cb21-report "$TEST_ROOT/report" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
before=$(context)

mkfifo "$TEST_ROOT/keys"
type_at_the_long_step() {
  local left=300
  while ! grep -q 'RUN sleep' "$TEST_ROOT/out" && [ $((left -= 1)) -gt 0 ]; do sleep 0.1; done
  sleep 1
  printf '\003'
  exec sleep 60
}

# Runs words on a terminal of their own and types Ctrl-C there. In the foreground, for a shell without job control starts
# what is in the background with SIGINT ignored.
interrupt() {
  local begin=$SECONDS typist
  : >"$TEST_ROOT/out"
  type_at_the_long_step >"$TEST_ROOT/keys" &
  typist=$!
  CODE=0
  timeout 50 script -qefc "$(printf '%q ' "$@")" "$TEST_ROOT/out" <"$TEST_ROOT/keys" >/dev/null 2>&1 || CODE=$?
  kill "$typist"
  [ $((SECONDS - begin)) -lt 40 ] || fail 'Ctrl-C did not end it'
}

set_greeting two
interrupt docker build --no-cache --build-arg PAUSE=60 -t "$TAG" "$PROJECT"
expected=$CODE
[ "$expected" -ne 0 ] || fail 'docker build was expected to end with an error'
interrupt "$CB21" --build-arg PAUSE=60 -t "$TAG" "$PROJECT"
expect_code "$expected"
[ -z "$(leftover_containers)" ] || fail 'a container is left'
set_greeting one
cb21 --cb21-report "$TEST_ROOT/report" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
expect_shipped one
! buildkit || [ "$(context)" != "$before" ] || fail 'the context has the name that the interrupted build sent it under'
