#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 3: status --json: the decision, its reasons, and every file with its class, digest and size, sorted by path.
. "$(dirname "$0")/harness.sh"
new_project
printf 'fn f() {}\n' >"$PROJECT/src/a.rs"
cb21 status --json "$PROJECT"
expect_code 0
has() { jq -e "$1" "$TEST_ROOT/out" >/dev/null || fail "not so: $1"; }
has 'keys == ["decision", "files", "performance", "reasons"] and .decision == "unknown" and .reasons[0].code == "no-record"'
has '[.files[].path] | . == sort and index("src/a.rs") != null and index("Cargo.toml") != null'
has 'all(.files[]; keys == ["class", "path", "size", "xxh3"])'
has "any(.files[]; .path == \"src/a.rs\" and .size == 10 and .class == \"rust-source\" and (.xxh3 | test(\"^[0-9a-f]{32}$\")))"
if command -v xxh128sum >/dev/null; then
  has "any(.files[]; .path == \"src/a.rs\" and .xxh3 == \"$(xxh128sum "$PROJECT/src/a.rs" | cut -d' ' -f1)\")"
fi
build_once
cb21 status "$PROJECT" --json
has '.decision == "fresh" and .reasons == []'
