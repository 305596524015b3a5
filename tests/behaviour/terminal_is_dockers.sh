#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# In a terminal all three of docker's descriptors are that terminal, its signals are at their defaults, and it is in
# cb21's process group, so that the keyboard's signals reach it.
. "$(dirname "$0")/harness.sh"
new_project
in_terminal "$CB21 $PROJECT"
expect_code 0
build=$(jq -c 'select(.event == "start" and .argv[0] == "build" and (any(.argv[]; startswith("--target=cb21-")) | not))' "$FAKE_DOCKER_LOG")
[ "$(jq -c '[.tty, .ignored, .blocked]' <<<"$build")" = '[[0,1,2],[],[]]' ] || fail "docker ran as $build"
question=$(jq -c 'select(.event == "start" and .argv[0] == "--version") | .pgid' "$FAKE_DOCKER_LOG")
[ "$(jq .pgid <<<"$build")" = "$question" ] || fail "docker is in a group of its own"
