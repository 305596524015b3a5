#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Under the name docker-build every word is docker build's, also one that is a verb of cb21.
. "$(dirname "$0")/harness.sh"
new_project
ln -s "$CB21" "$TEST_ROOT/bin/docker-build"
run docker-build -t name "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
cd "$PROJECT"
FAKE_DOCKER_EXIT=1 run docker-build status
expect_code 1
[ "$(docker_builds | tail -n 1)" = 'build status' ] || fail "docker got: $(docker_builds)"
