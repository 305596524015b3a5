#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where pruning does not work, for an error or for the classic builder, --no-cache does its part, and it is said.
. "$(dirname "$0")/harness.sh"
new_project
FAKE_DOCKER_DOWN=1 cb21 --cb21-strategy=prune "$PROJECT"
expect_code 0
expect_docker_call 'builder prune'
expect_build_with '--no-cache'
expect_err 'pruning did not work: building with --no-cache instead'
rm -r "$XDG_STATE_HOME"
DOCKER_BUILDKIT=0 cb21 --cb21-strategy=prune "$PROJECT"
expect_code 0
expect_build_with '--no-cache'
expect_build_with " $PROJECT"
