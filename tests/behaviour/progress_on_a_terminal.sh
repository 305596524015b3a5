#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What takes longer than a second says so on a terminal, and wipes it when done; nowhere else.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_SLEEP_MS=1300 FAKE_DOCKER_SLEEP_FOR=cp
in_terminal "$CB21 $PROJECT"
expect_code 0
expect_out "cb21: looking into the built image ...$(printf '\r\033[K')cb21: verified"
cb21 --no-cache "$PROJECT"
expect_no_err 'looking into'
