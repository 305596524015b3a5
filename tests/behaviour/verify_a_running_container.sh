#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# container-not-recreated: the image that a container really uses is held against what was named, or what its own name
# stands for now; the cure is named. That a container uses an image proves nothing of the image.
. "$(dirname "$0")/harness.sh"
new_project
old=sha256:$(printf 'b%.0s' {1..64})
new=sha256:$(printf 'a%.0s' {1..64})
export CB21_MARKER='hello-service starting' FAKE_DOCKER_IMAGE_IDS="$old=$old"

FAKE_DOCKER_CONTAINER=$new cb21 verify --running web hello
expect_code 0
expect_out 'hello: passed: '
expect_out 'the container web uses this very image'
FAKE_DOCKER_CONTAINER=$old cb21 verify --running web hello
expect_code 120
expect_out "hello: blocked: the container web uses $old, which is not what hello names now; likely container-not-recreated"
expect_out 'docker rm -f web'
expect_out 'docker compose up --force-recreate'
FAKE_DOCKER_CONTAINER=$old FAKE_DOCKER_CONTAINER_SERVICE=api cb21 verify --running web hello
expect_code 120
expect_out 'docker compose up -d --force-recreate api'

# Without an image: the container's own, and its name has not moved on.
FAKE_DOCKER_CONTAINER=$new cb21 verify --running=web
expect_code 0
expect_out 'hello: passed: '
FAKE_DOCKER_CONTAINER=$old cb21 verify --json --running web
expect_code 120
jq -e ".images[0].image_id == \"$old\" and (.images[0].proofs[] | select(.name == \"running\") | .result == \"fail\" and (.detail | endswith(\"likely container-not-recreated\")))" "$TEST_ROOT/out" >/dev/null || fail "$(cat "$TEST_ROOT/out")"
# The name is gone: nothing contradicts.
FAKE_DOCKER_CONTAINER=$old FAKE_DOCKER_IMAGES=$old cb21 verify --running web
expect_code 0

FAKE_DOCKER_CONTAINER=$new FAKE_DOCKER_CONTAINER_STATUS=exited cb21 verify --running web hello
expect_code 120
expect_out 'does not run: it ended with exit code 0, as a placeholder does'
unset CB21_MARKER
FAKE_DOCKER_CONTAINER=$new cb21 verify --running web hello
expect_code 120
expect_out 'inconclusive'

# The container uses the image, but its own file was replaced since.
export CB21_MARKER='hello-service starting'
printf '\177ELF RUST_BACKTRACE hello-service starting, replaced' >"$TEST_ROOT/replaced"
FAKE_DOCKER_CONTAINER=$new FAKE_DOCKER_CONTAINER_BINARY=$TEST_ROOT/replaced cb21 verify --running web hello
expect_code 120
expect_out '/usr/local/bin/hello-service is another file'
FAKE_DOCKER_CONTAINER=$new FAKE_DOCKER_CONTAINER_BINARY=$TEST_ROOT/none cb21 verify --running web hello
expect_code 120
expect_out '/usr/local/bin/hello-service is not there'
