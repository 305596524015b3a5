#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# status and why tell the decision on standard output, and change nothing on disk.
. "$(dirname "$0")/harness.sh"
new_project
looks_only() {
  local before
  before=$(all_files)
  cb21 "$@" "$PROJECT"
  expect_code 0
  [ "$(all_files)" = "$before" ] || fail "something was written: $(diff <(all_files) - <<<"$before")"
}
for verb in status 'status --json' why; do
  # shellcheck disable=SC2086
  looks_only $verb
  grep -qE "unknown|first build here" "$TEST_ROOT/out" || fail "it tells no decision"
  [ ! -e "$XDG_STATE_HOME" ] || fail "the state directory was made"
done
build_once
looks_only status
expect_out 'fresh: 4 files as in the last verified build'
echo '// more' >>"$PROJECT/src/main.rs"
touch "$PROJECT/Cargo.toml"
looks_only status -t name
expect_out "stale: src/main.rs: its content differs from the last verified build's"
looks_only why
expect_out 'reason rust-source-changed: src/main.rs'
expect_out 'file Cargo.toml touched'
[ "$(docker_builds | wc -l)" = 1 ] || fail "something was built"
