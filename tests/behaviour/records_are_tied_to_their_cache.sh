#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Another builder, target, platform or Dockerfile has no record of this one's builds.
. "$(dirname "$0")/harness.sh"
new_project
cp "$PROJECT/Dockerfile" "$PROJECT/Second"
build_once
for arguments in '--target builder' '--platform linux/arm64' "-f $PROJECT/Second" '--builder other'; do
  # The client's own BuildKit takes no --builder.
  if [ "$arguments" = '--builder other' ]; then
    mkdir -p "$HOME/.docker/cli-plugins"
    ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
    rm -r "$XDG_STATE_HOME"
    export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' FAKE_DOCKER_BUILDX=v0.13.1
    build_once
  fi
  # shellcheck disable=SC2086
  decide $arguments
  expect_decision unknown
  expect_reason no-record
done
DOCKER_HOST=tcp://127.0.0.1:1 decide
expect_reason no-record
decide
expect_decision fresh
