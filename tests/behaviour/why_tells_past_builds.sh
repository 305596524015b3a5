#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 3: which .rs files were modified since the last verified build is told without building, file by file; and so is
# what the builds before decided by, oldest first: verified, failed, blocked before and after docker, all in one history.
. "$(dirname "$0")/harness.sh"
export TZ=UTC
new_project
build_once
echo '// more' >>"$PROJECT/src/main.rs"
echo 'fn other() {}' >"$PROJECT/src/other.rs"
touch "$PROJECT/Cargo.toml"
FAKE_DOCKER_EXIT=3 cb21 "$PROJECT"
expect_code 3
cb21 "$PROJECT"
expect_code 0
cb21 "$PROJECT"
expect_err 'cb21: fresh'
echo '// text' >>"$PROJECT/src/main.rs"
FAKE_CARGO_EVIDENCE=stub FAKE_DOCKER_IMAGE_ID=sha256:$(printf 'b%.0s' {1..64}) cb21 "$PROJECT"
expect_code 120
remote=https://example.org/service.git
cb21 --cb21-verify=required --cb21-marker x --output type=local,dest=out "$remote"
expect_code 120
expect_err 'docker was not run'
rm "$PROJECT/src/other.rs"
forget_calls
cb21 why "$PROJECT"
expect_code 0
[ -z "$(docker_builds)" ] || fail "something was built"
lines() { sed -E 's/^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}: /TIME: /; s/ in [0-9.]+ m?s/ in N/' "$TEST_ROOT/out"; }
diff -u - <(lines | sed '/^now: /,$d') <<'END' || fail "the history is another one"
TIME: unknown, uncached, verified in N: no verified build of this project is on record
TIME: stale, uncached, failed in N: src/main.rs: its content differs from the last verified build's
  file src/main.rs changed (rust-source)
  file src/other.rs added (rust-source)
  file Cargo.toml touched, content as before (cargo-config)
TIME: unknown, uncached, verified in N: the last build failed, was interrupted, is still running or was not verified
  file src/main.rs changed (rust-source)
  file src/other.rs added (rust-source)
  file Cargo.toml touched, content as before (cargo-config)
TIME: fresh, cached, verified in N
TIME: stale, uncached, blocked in N: src/main.rs: its content differs from the last verified build's
  file src/main.rs changed (rust-source)
END
diff -u - <(lines | sed -n '/^now: /,$p' | sed '$d') <<'END' || fail "what would be decided now is another thing"
now: in doubt: the last build failed, was interrupted, is still running or was not verified: building with --no-cache
  reason not-verified-last-time: the last build failed, was interrupted, is still running or was not verified
  file src/main.rs changed (rust-source)
  file src/other.rs removed (rust-source)
END
cb21 why --json "$PROJECT"
has() { jq -e "$1" "$TEST_ROOT/out" >/dev/null || fail "not so: $1"; }
has 'keys == ["changes", "decision", "history", "reasons"] and .decision == "unknown" and .reasons[0].code == "not-verified-last-time"'
has '.changes == [{"path": "src/main.rs", "change": "changed", "class": "rust-source", "same_stat": false}, {"path": "src/other.rs", "change": "removed", "class": "rust-source", "same_stat": false}]'
has '[.history[] | .kind + " " + .verdict] == ["uncached verified", "uncached failed", "uncached verified", "cached verified", "uncached blocked"]'
has 'all(.history[]; keys == ["changes", "decision", "kind", "milliseconds", "more_changes", "reason", "verdict", "when"] and (.milliseconds | keys == ["docker", "scan", "total", "verify"]) and (.when | fromdateiso8601 > 0))'
has '.history[1].reason == {"code": "rust-source-changed", "path": "src/main.rs", "detail": "its content differs from the last verified build'"'"'s"} and .history[3].reason == null'
# Another context is another project, with a history of its own: there docker was not run.
cb21 why --json "$remote"
has '[.history[] | .kind + " " + .verdict] == ["none blocked"]'
