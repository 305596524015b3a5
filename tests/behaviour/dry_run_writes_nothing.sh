#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --cb21-dry-run decides and prints the docker command, but builds nothing and writes nothing: neither where there is no
# state directory yet, nor where there is a record, nor where docker would only get the words.
. "$(dirname "$0")/harness.sh"
new_project
looks_only() {
  local before
  before=$(all_files)
  forget_calls
  cb21 --cb21-dry-run "$@"
  expect_code 0
  expect_err 'would run: '
  expect_empty_out
  ! docker_calls | grep -v -- '^--version$' || fail "docker was called"
  [ "$(all_files)" = "$before" ] || fail "something was written: $(diff <(all_files) - <<<"$before")"
}
looks_only -t name "$PROJECT"
expect_err 'building with --no-cache'
[ ! -e "$XDG_STATE_HOME" ] || fail "the state directory was made"
looks_only -q "$PROJECT"
looks_only --help
looks_only --cb21-off "$PROJECT"
looks_only --cb21-strategy=prune "$PROJECT"
build_once
looks_only "$PROJECT"
expect_err 'cb21: fresh'
echo '// more' >>"$PROJECT/src/main.rs"
looks_only "$PROJECT"
expect_err 'cb21: stale'
FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"
looks_only "$PROJECT"
expect_err 'in doubt'
