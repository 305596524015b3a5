#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Sources that a RUN fetches are not visible, in whichever stage, unless they are pinned to what does not move.
. "$(dirname "$0")/harness.sh"
decides() {
  local run=$1 expected=$2
  rm -rf "$TEST_ROOT/service" "$XDG_STATE_HOME"
  new_project
  sed -i "1i FROM alpine/git AS source\nRUN $run" "$PROJECT/Dockerfile"
  sed -i 's|^COPY \. \.|&\nCOPY --from=source /src /build/src|' "$PROJECT/Dockerfile"
  build_once
  decide
  [ "$DECISION" = "$expected" ] || fail "$run: decision $DECISION, expected $expected (reasons: $REASONS)"
}
decides 'git clone https://x/y /src' unknown
expect_reason context-not-visible
decides 'git clone -b main https://x/y /src' unknown
decides 'git clone -b v1.2.3 https://x/y /src' fresh
decides 'git clone https://x/y /src \&\& git -C /src checkout 0a1b2c3d4e5f' fresh
