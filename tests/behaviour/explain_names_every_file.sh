#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --cb21-explain prints every reason and every file that moved; without it the line before docker has the first reason.
. "$(dirname "$0")/harness.sh"
new_project
build_once
echo '// more' >>"$PROJECT/src/main.rs"
echo 'fn other() {}' >"$PROJECT/src/other.rs"
touch "$PROJECT/Cargo.toml"
cb21 --cb21-dry-run "$PROJECT"
expect_err "cb21: stale: src/main.rs: its content differs from the last verified build's (and 1 more): building with --no-cache"
expect_no_err other.rs
cb21 --cb21-explain "$PROJECT"
expect_err 'reason rust-source-changed: src/main.rs'
expect_err 'reason rust-source-added: src/other.rs'
expect_err 'file src/main.rs changed'
expect_err 'file Cargo.toml touched, content as before'
expect_err 'files, '
