#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Buildx 0.14 ignores the context's name: there the context keeps its own, and synced contexts are pruned on the builder
# in use; what the prune had to leave is said.
. "$(dirname "$0")/harness.sh"
new_project
mkdir -p "$HOME/.docker/cli-plugins"
ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' FAKE_DOCKER_BUILDX=v0.14.1
cb21 "$PROJECT"
expect_code 0
expect_docker_call 'buildx prune -f --builder default --filter type=source.local'
expect_err 'synced contexts pruned'
expect_build_with " $PROJECT"
FAKE_DOCKER_LEFT=1 cb21 "$PROJECT"
expect_err 'may be missed by BuildKit'
