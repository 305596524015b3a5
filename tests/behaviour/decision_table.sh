#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 1, 6, 7: What each kind of change decides, through --cb21-dry-run --cb21-report.
. "$(dirname "$0")/harness.sh"

# Each row starts from a verified build of its own: NAME, expected decision, expected reason (- for none), then the change.
row() {
  local name=$1 decision=$2 reason=$3
  shift 3
  rm -rf "$TEST_ROOT/service" "$XDG_STATE_HOME"
  new_project
  mkdir -p "$PROJECT/migrations" "$PROJECT/.cargo" "$PROJECT/target"
  printf 'create table a;\n' >"$PROJECT/migrations/1.sql"
  printf 'hello\n' >"$PROJECT/greeting.txt"
  printf 'fn greeting() -> &str { include_str!("../greeting.txt") }\n' >"$PROJECT/src/greeting.rs"
  printf '[build]\n' >"$PROJECT/.cargo/config.toml"
  printf '1.63.0\n' >"$PROJECT/rust-toolchain"
  printf '# locked\n' >"$PROJECT/Cargo.lock"
  printf 'fn ignored() {}\n' >"$PROJECT/target/generated.rs"
  build_once --cb21-watch 'migrations/*.sql'
  (cd "$PROJECT" && "$@")
  decide --cb21-watch 'migrations/*.sql'
  [ "$DECISION" = "$decision" ] || fail "$name: decision $DECISION, expected $decision (reasons: $REASONS)"
  if [ "$reason" = - ]; then
    [ -z "$REASONS" ] || fail "$name: reasons '$REASONS', expected none"
  else
    [[ " $REASONS " == *" $reason "* ]] || fail "$name: reasons '$REASONS', expected $reason"
  fi
  echo "ok: $name"
}

append() { printf '%s\n' "$2" >>"$1"; }
damage_record() { find "$XDG_STATE_HOME" -name record -exec sh -c 'printf x >>"$1"' _ {} \;; }
remove_record() { rm -rf "$XDG_STATE_HOME"; }

row 'unchanged' fresh - true
row 'touched' fresh - touch src/main.rs
row '.rs edited' stale rust-source-changed append src/main.rs '// more'
row '.rs added' stale rust-source-added append src/new.rs 'fn f() {}'
row '.rs removed' stale rust-source-removed rm src/greeting.rs
row '.rs renamed' stale rust-source-removed mv src/greeting.rs src/welcome.rs
row '.rs edited, size and mtime kept' stale same-stat-edit edit_keeping_mtime src/main.rs 'fn main() {
    println!("{} hello-service starting", env!("CARGO_PKG_VERSION"));
    println!("two");
}
'
row 'build.rs added' stale rust-source-added append build.rs 'fn main() {}'
row 'Dockerfile only' fresh - append Dockerfile 'ENV A=b'
row 'dependency only' fresh - append Cargo.toml 'serde = "1"'
row 'Cargo.lock only' fresh - append Cargo.lock '# more'
row 'profile' stale cargo-config-changed append Cargo.toml '[profile.release]
lto = true'
row '[[bin]]' stale cargo-config-changed append Cargo.toml '[[bin]]
name = "other"
path = "src/other.rs"'
row 'features' stale cargo-config-changed append Cargo.toml '[features]
fast = []'
row 'comment in Cargo.toml' fresh - append Cargo.toml '# a word'
row 'rust-toolchain' stale toolchain-changed append rust-toolchain '1.64.0'
row '.cargo/config.toml' stale cargo-config-changed append .cargo/config.toml 'jobs = 1'
row 'included file' stale rust-source-changed append greeting.txt 'more'
row 'watched glob' stale build-input-changed append migrations/1.sql 'drop table a;'
row 'watched glob, added' stale build-input-changed append migrations/2.sql 'create table b;'
row 'ignored file' fresh - append target/generated.rs '// more'
row 'file of no class' fresh - append notes.txt 'a word'
row 'damaged record' unknown record-unusable damage_record
row 'no record' unknown no-record remove_record
