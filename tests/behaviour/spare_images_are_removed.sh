#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The image of a build that was made only to be looked at is removed on every path: released, blocked, interrupted,
# a second build that fails.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
id=sha256:$(printf 'a%.0s' {1..64})
removed() { [ "$(docker_calls | grep -c "^image rm --no-prune $id")" -eq 1 ] || fail "it was not removed once"; }
look_only() {
  forget_calls
  cb21 --no-cache --output="type=local,dest=$TEST_ROOT/o" "$PROJECT"
  removed
}
look_only
expect_code 0
FAKE_DOCKER_BINARY=$TEST_ROOT/none look_only
expect_code 120

forget_calls
FAKE_DOCKER_SLEEP_MS=20000 FAKE_DOCKER_SLEEP_FOR=cp start_cb21 --no-cache --output="type=local,dest=$TEST_ROOT/o" "$PROJECT"
wait_until docker_was_called_with 'cp '
kill -TERM "$CB21_PID"
finish_cb21
expect_code 143
removed

# Another image came out of a trusted cache, and when it was compiled is not shown, so docker builds on the next rung, and
# fails there.
sed -i 's/^RUN cargo/RUN --mount=type=cache,target=\/build\/target cargo/' "$PROJECT/Dockerfile"
build_once --cb21-strategy=prune
printf '#!/bin/sh\nmkdir "%s/built"\n' "$TEST_ROOT" >"$TEST_ROOT/once" && chmod +x "$TEST_ROOT/once"
id=sha256:$(printf 'b%.0s' {1..64})
forget_calls
FAKE_CARGO_EVIDENCE='early once' FAKE_DOCKER_IMAGE_ID=$id FAKE_DOCKER_HOOK=$TEST_ROOT/once cb21 --cb21-strategy=prune --output="type=local,dest=$TEST_ROOT/o" "$PROJECT"
expect_code 99
expect_err 'lies in a cache mount, and that this build compiled it does not show (target-cache-mount): building with --no-cache'
removed
