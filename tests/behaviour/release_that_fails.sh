#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where docker cannot tag, push or build the second time, its own message and code are passed on; the build itself was
# verified, and is remembered.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' FAKE_DOCKER_STDERR=$'docker explains\n'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
fails() { # COMMAND SENTENCE WORDS...
  forget_calls
  FAKE_DOCKER_EXIT=7 FAKE_DOCKER_EXIT_FOR=$1 cb21 --no-cache "${@:3}" "$PROJECT"
  expect_code 7
  expect_err 'cb21: verified'
  expect_err "$2"
  decide
  expect_decision fresh
}
fails tag 'docker tag ended with code 7: one:latest was not moved' -t one -t two --push
expect_no_docker_call 'push '
[ "$(docker_calls | grep -c '^tag ')" -eq 1 ] || fail 'tags were given after one that failed'
fails push 'docker push ended with code 7: one:latest was not pushed' -t one --push

# The second build fails.
cat >"$TEST_ROOT/bin/second" <<SCRIPT
#!/bin/sh
case \$* in *"-o out"*) echo no space left >&2; exit 9 ;; esac
exec "$FAKE_DOCKER" "\$@"
SCRIPT
chmod +x "$TEST_ROOT/bin/second"
cb21 --cb21-docker "$TEST_ROOT/bin/second" -o out "$PROJECT"
expect_code 9
expect_err 'no space left'
