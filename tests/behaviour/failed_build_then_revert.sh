#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A failed, blocked or interrupted build of an edit, and the edit taken back: the sources are those of the last verified
# build, but docker's cache has moved on. So the context gets a new name, and what comes out of the cache must be the image
# that was verified, or is proved anew; where nothing judges it, the cache is not trusted.
. "$(dirname "$0")/harness.sh"
new_project
cp -p "$PROJECT/src/main.rs" "$TEST_ROOT/main.rs"
after() {
  cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
  build_once
  decide
  expect_decision fresh
  echo '// more' >>"$PROJECT/src/main.rs"
  "$@" || true
  cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
  decide --cb21-proof=marker
  expect_decision unknown
  expect_reason not-verified-last-time
  decide
  expect_decision fresh
}
# The build that follows: kept cache, and a name that no build had before.
rebuild() {
  local names
  names=$(docker_builds | sed 's/.* //')
  cb21 "$PROJECT"
  [ "$(docker_builds | sed 's/.* //' | sort -u | wc -l)" -gt "$(sort -u <<<"$names" | wc -l)" ] || fail "a name was used again: $(docker_builds)"
}
failed() { FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"; }
killed() { FAKE_DOCKER_KILL=9 cb21 "$PROJECT"; }
blocked() { FAKE_DOCKER_BINARY=/nowhere cb21 "$PROJECT" && expect_code 120; }
interrupted() {
  forget_calls
  FAKE_DOCKER_SLEEP_MS=20000 start_cb21 "$PROJECT"
  wait_until docker_was_called_with 'build '
  kill -TERM "$CB21_PID"
  finish_cb21
}
for end in failed killed blocked interrupted; do
  # The verified image: nothing is looked into.
  after "$end"
  rebuild
  expect_code 0
  expect_build_without --no-cache
  expect_err 'cb21: verified: the image is the one that was verified'
  # Another image is proved anew.
  after "$end"
  FAKE_DOCKER_IMAGE_ID=sha256:bb rebuild
  expect_code 0
  expect_build_without --no-cache
  expect_err 'cb21: verified: /usr/local/bin/hello-service: 1 file as they are now'
  # Where its proof fails, the cache goes, and the image is blocked.
  after "$end"
  FAKE_CARGO_EVIDENCE=stub FAKE_DOCKER_IMAGE_ID=sha256:bb rebuild
  expect_code 120
  expect_build_with --no-cache
done
