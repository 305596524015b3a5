#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Docker has the very descriptors that it would have without cb21: closed ones are closed, further ones are there, and
# none of cb21's own is.
. "$(dirname "$0")/harness.sh"
new_project
descriptors() { jq -c 'select(.event == "start" and .argv[0] == "build") | .descriptors' "$FAKE_DOCKER_LOG" | tail -n 1; }
alike() {
  "$1" docker build "$PROJECT"
  local plain
  plain=$(descriptors)
  forget_calls
  "$1" "$CB21" "$PROJECT"
  [ "$(descriptors)" = "$plain" ] || fail "docker has $(descriptors), and without cb21 $plain"
}
as_usual() { "$@" >/dev/null 2>&1; }
one_more() { "$@" 9</dev/null >/dev/null 2>&1; }
no_input() { "$@" <&- >/dev/null 2>&1; }
no_output() { "$@" >&- 2>/dev/null; }
nothing() { "$@" <&- >&- 2>&-; }
alike as_usual
alike one_more
[[ "$(descriptors)" == *,9* ]] || fail "descriptor 9 is missing: $(descriptors)"
alike no_input
alike no_output
alike nothing
