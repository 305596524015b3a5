#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A state directory on a full disk: the build goes on, uncached, says so, and nothing old is believed afterwards.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
mkdir -m 700 "$XDG_STATE_HOME"
mount -t tmpfs -o mode=700,size=64k tmpfs "$XDG_STATE_HOME"
build_once
fill() { cat /dev/zero >"$XDG_STATE_HOME/filler" 2>/dev/null || true; }
fill
decide
expect_decision unknown
cp "$PROJECT/src/main.rs" "$TEST_ROOT/main.rs"
echo '// more' >>"$PROJECT/src/main.rs"
cb21 "$PROJECT"
expect_code 0
expect_build_with --no-cache
expect_err 'No space left on device'
rm "$XDG_STATE_HOME/filler"
cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
# The record from before the full disk is not believed: the same sources, but nothing that is found is taken for proved.
not_believed() {
  decide --cb21-proof=marker
  [ "$DECISION" != fresh ] || fail "$1 is believed"
  FAKE_CARGO_EVIDENCE=none FAKE_DOCKER_IMAGE_ID=sha256:bb cb21 --cb21-verify=required "$PROJECT"
  expect_code 120
}
not_believed 'the record from before the full disk'
# It fills up while docker runs.
printf '#!/bin/sh\ncat /dev/zero >"%s/filler" 2>/dev/null\nexit 0\n' "$XDG_STATE_HOME" >"$TEST_ROOT/hook"
chmod +x "$TEST_ROOT/hook"
FAKE_DOCKER_HOOK=$TEST_ROOT/hook cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'this build is not remembered, so the next one is uncached'
[ -z "$(ls "$XDG_STATE_HOME/cb21/containers")" ] || fail "half a note of a container was left"
rm "$XDG_STATE_HOME/filler"
not_believed 'a build that was not remembered'
