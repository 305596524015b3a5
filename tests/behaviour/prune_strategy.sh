#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 2: Strategy prune empties the cache of the builder in use, once, before a distrusted build, which then needs no flag.
. "$(dirname "$0")/harness.sh"
new_project
cb21 --cb21-strategy=prune "$PROJECT"
expect_code 0
expect_err "cb21: first build here: pruning every project's cache of this builder, then building"
expect_err 'reclaimed 12.3MB'
[ "$(docker_calls | grep -E 'prune|^build' | grep -v -- ' --target=cb21-' | cut -d' ' -f1-4)" = "builder prune -f --all
build --iidfile=$(last_build | sed -E 's/.*--iidfile=([^ ]+).*/\1/') $(last_build | cut -d' ' -f3)" ] || fail "docker got: $(docker_calls)"
forget_calls
cb21 --cb21-strategy=prune "$PROJECT"
expect_err 'cb21: fresh'
expect_no_docker_call 'builder prune'
# Through buildx it is the very builder that will build.
forget_calls
mkdir -p "$HOME/.docker/cli-plugins"
ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' FAKE_DOCKER_BUILDX=v0.13.1
rm -r "$XDG_STATE_HOME"
CB21_STRATEGY=prune cb21 --builder mine "$PROJECT"
expect_docker_call 'buildx prune -f --builder mine --all'
