#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# As docker's plugin where the classic builder was chosen, or where docker brings BuildKit itself, `docker build` is asked:
# there buildx would be another builder, or none.
. "$(dirname "$0")/harness.sh"
new_project
ln -s "$CB21" "$TEST_ROOT/bin/docker-cb21"
export DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND=docker
DOCKER_BUILDKIT=0 FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' run docker-cb21 cb21 build "$PROJECT"
expect_code 0
[[ "$(last_build)" == "build --no-cache --iidfile="*" $PROJECT" ]] || fail "docker got: $(last_build)"
rm -r "$XDG_STATE_HOME"
FAKE_DOCKER_VERSION='Docker version 20.10.24, build 1' run docker-cb21 cb21 build "$PROJECT"
expect_code 0
[[ "$(last_build)" == "build --no-cache --iidfile="*/service-* ]] || fail "docker got: $(last_build)"
