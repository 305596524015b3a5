#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Docker has the caller's descriptors and no more: closed ones are closed, further ones are there.
. "$(dirname "$0")/harness.sh"
new_project
descriptors() { jq -c 'select(.event == "start" and .argv[0] == "build") | .descriptors' "$FAKE_DOCKER_LOG" | tail -n 1; }
(exec 10>&- 255>&- 251>&- 2>/dev/null; "$CB21" "$PROJECT" 9</dev/null >/dev/null 2>&1) || fail "cb21 failed"
[[ "$(descriptors)" == '[0,1,2,9'* ]] || fail "docker has $(descriptors)"
forget_calls
"$CB21" "$PROJECT" >/dev/null 2>&1 <&- || fail "cb21 failed"
[[ "$(descriptors)" == '[1,2'* ]] || fail "docker has $(descriptors)"
