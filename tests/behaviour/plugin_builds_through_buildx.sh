#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# As docker's plugin, where `docker build` may be an alias for cb21, a build goes to `docker buildx build` on the builder
# that `docker build` takes, and a command that is no build to buildx as it is.
. "$(dirname "$0")/harness.sh"
new_project
ln -s "$CB21" "$TEST_ROOT/bin/docker-cb21"
mkdir -p "$HOME/.docker/cli-plugins"
ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
echo '{"aliases": {"builder": "cb21"}}' >"$HOME/.docker/config.json"
export DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND=docker FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' FAKE_DOCKER_BUILDX=v0.13.1
run docker-cb21 --context here cb21 build --label name "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
[[ "$(last_build)" == '--context here buildx build --no-cache --iidfile='*' --label name '*/service-* ]] || fail "docker got: $(last_build)"
jq -s -e 'any(.[]; .environment.BUILDX_BUILDER == "here")' "$FAKE_DOCKER_LOG" >/dev/null || fail "the builder is not the context's"
run docker-cb21 cb21 build --builder other "$PROJECT"
[[ "$(last_build)" == 'buildx build --no-cache'*'--builder other'* ]] || fail "docker got: $(last_build)"
run docker-cb21 cb21 prune -f
[ "$(docker_calls | tail -n 1)" = 'buildx prune -f' ] || fail "docker got: $(docker_calls | tail -n 1)"

# On the way back from a docker that cb21 called, it only passes on.
CB21_DOCKER_SEEN=/usr/bin/docker run docker-cb21 cb21 build --no-cache "$PROJECT"
expect_code 0
[ "$(last_build)" = "buildx build --no-cache $PROJECT" ] || fail "docker got: $(last_build)"
[ ! -s "$TEST_ROOT/err" ] || fail "stderr is not empty"
