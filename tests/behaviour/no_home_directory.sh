#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Without any home the build goes on, uncached, and says what to set.
. "$(dirname "$0")/harness.sh"
new_project
[ "$(id -u)" -eq 0 ] || skip "becoming a user without a home needs root"
chmod 755 "$TEST_ROOT" "$TEST_ROOT"/*
chmod 777 "$TMPDIR" && touch "$FAKE_DOCKER_LOG" && chmod 666 "$FAKE_DOCKER_LOG"
run env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME -u XDG_RUNTIME_DIR setpriv --reuid=54321 --regid=54321 --clear-groups "$CB21" "$PROJECT"
expect_code 0
expect_err 'set HOME, XDG_STATE_HOME or --cb21-state-dir'
expect_build_with --no-cache
