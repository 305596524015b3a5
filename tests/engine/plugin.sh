#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# cb21 as a docker CLI plugin: `docker cb21 ...`, and as the alias of docker's builder, where plain `docker build` goes
# through cb21 and does not come back to it.
# Also on bookworm, bookworm-classic: a client without buildx.
. "$(dirname "$0")/harness.sh"
new_project quick
cp -R "$DOCKER_CONFIG" "$TEST_ROOT/docker-config"
export DOCKER_CONFIG=$TEST_ROOT/docker-config
mkdir -p "$DOCKER_CONFIG/cli-plugins"
ln -s "$CB21" "$DOCKER_CONFIG/cli-plugins/docker-cb21"

run docker cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
set_greeting two keep
run docker cb21 build -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_shipped two
run docker cb21 -q "$PROJECT"
expect_code 0
[[ "$(cat "$TEST_ROOT/out")" =~ ^sha256:[0-9a-f]{64}$ ]] || fail 'stdout is not the id alone'

# Below an alias of its own builder a docker has no way to build but buildx.
has_buildx || exit 0
echo '{"aliases": {"builder": "cb21"}}' >"$DOCKER_CONFIG/config.json"
for words in build 'image build' 'builder build'; do
  # shellcheck disable=SC2086
  run timeout 60 docker $words -t "$TAG" "$PROJECT"
  expect_code 0
  expect_err 'cb21: fresh'
  expect_err 'cb21: verified'
done
set_greeting six keep
run timeout 60 docker build -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_shipped six
run timeout 60 docker build --bogus "$PROJECT"
expect_code 125
run timeout 60 docker builder du
expect_code 0
