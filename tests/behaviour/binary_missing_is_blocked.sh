#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A binary that the Dockerfile promises, or that was asked for, and that is not in the image blocks the build.
. "$(dirname "$0")/harness.sh"
new_project
FAKE_DOCKER_BINARY=$TEST_ROOT/none cb21 "$PROJECT"
expect_code 120
expect_err 'blocked: /usr/local/bin/hello-service could not be looked at'
expect_err 'wrong-bin'
expect_docker_call 'rm --force'
FAKE_DOCKER_BINARY_PATH=/elsewhere cb21 --cb21-binary=/app/other "$PROJECT"
expect_code 120
expect_err '/app/other could not be looked at'
