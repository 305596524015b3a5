# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by each behaviour: a private folder, a scrubbed environment, the stand-in first on PATH as `docker`, and a few
# words to say what is expected. A failed expectation names itself, shows both outputs, and ends the test.
set -euo pipefail

# Descriptors that the test's own caller left open are nobody's business here.
exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-

: "${CB21:?the cb21 to test}" "${FAKE_DOCKER:?the stand-in for docker}"
ORIGINAL_TMPDIR=${TMPDIR:-/tmp}
TEST_ROOT=$(mktemp -d "$ORIGINAL_TMPDIR/cb21-behaviour-XXXXXX")
clean_up() {
  awk -v root="$TEST_ROOT/" 'index($5, root) == 1 { print $5 }' /proc/self/mountinfo | xargs -r umount --lazy
  rm -rf "$TEST_ROOT"
}
trap clean_up EXIT
for name in $(compgen -e | grep -E '^(DOCKER_|BUILDX_|BUILDKIT_|CB21_|FAKE_DOCKER_)' || true); do unset "$name"; done
export HOME=$TEST_ROOT/home XDG_STATE_HOME=$TEST_ROOT/state XDG_CONFIG_HOME=$TEST_ROOT/config XDG_RUNTIME_DIR=$TEST_ROOT/run
export TMPDIR=$TEST_ROOT/tmp FAKE_DOCKER_LOG=$TEST_ROOT/log.jsonl NO_COLOR=1
mkdir -p "$HOME" "$XDG_RUNTIME_DIR" "$TMPDIR" "$TEST_ROOT/bin"
chmod 700 "$XDG_RUNTIME_DIR"
ln -s "$FAKE_DOCKER" "$TEST_ROOT/bin/docker"
export PATH=$TEST_ROOT/bin:/usr/sbin:/usr/bin:/sbin:/bin
# BuildKit, as an engine of today has it; what its layers would say of cargo's work is made up.
export DOCKER_BUILDKIT=1
FAKE_DOCKER_EVIDENCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../support" && pwd)/cargo_evidence
export FAKE_DOCKER_EVIDENCE

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  [ ! -e "$TEST_ROOT/out" ] || { echo '--- stdout' && cat "$TEST_ROOT/out"; } >&2
  [ ! -e "$TEST_ROOT/err" ] || { echo '--- stderr' && cat "$TEST_ROOT/err"; } >&2
  [ ! -e "$FAKE_DOCKER_LOG" ] || { echo '--- docker was called with' && docker_calls; } >&2
  exit 1
}

skip() {
  printf 'SKIPPED: %s\n' "$*" >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
  exit 77
}

# A Rust service in $PROJECT whose binary (the stand-in's) holds its marker.
new_project() {
  PROJECT=${1:-$TEST_ROOT/service}
  mkdir -p "$PROJECT/src"
  printf '[package]\nname = "hello-service"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\n' >"$PROJECT/Cargo.toml"
  printf 'fn main() {\n    println!("{} hello-service starting", env!("CARGO_PKG_VERSION"));\n    println!("one");\n}\n' >"$PROJECT/src/main.rs"
  printf 'target\n' >"$PROJECT/.dockerignore"
  printf '# hello-service\n\n    docker build --no-cache --pull -t hello-service .\n' >"$PROJECT/README.md"
  cat >"$PROJECT/Dockerfile" <<'EOF'
FROM rust:1-slim-bookworm AS builder
WORKDIR /build
COPY . .
RUN cargo build --release
FROM debian:bookworm-slim
COPY --from=builder /build/target/release/hello-service /usr/local/bin/hello-service
ENTRYPOINT ["/usr/local/bin/hello-service"]
EOF
  printf '\177ELF RUST_BACKTRACE hello-service starting' >"$TEST_ROOT/binary"
  export FAKE_DOCKER_BINARY=$TEST_ROOT/binary FAKE_DOCKER_ENTRYPOINT='["/usr/local/bin/hello-service"]'
}

# Runs a command; its outputs and code are then in out, err and CODE.
run() {
  CODE=0
  "$@" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || CODE=$?
}

cb21() { run "$CB21" "$@"; }

expect_code() { [ "$CODE" -eq "$1" ] || fail "exit code $CODE, expected $1"; }
expect_out() { grep -qF -- "$1" "$TEST_ROOT/out" || fail "stdout lacks: $1"; }
expect_err() { grep -qF -- "$1" "$TEST_ROOT/err" || fail "stderr lacks: $1"; }
expect_no_err() { ! grep -qF -- "$1" "$TEST_ROOT/err" || fail "stderr holds: $1"; }
expect_empty_out() { [ ! -s "$TEST_ROOT/out" ] || fail "stdout is not empty"; }

# The words of each docker build that ran, one line each, joined by spaces; not those of stages that cb21 made up to look
# into layers.
docker_builds() { [ ! -e "$FAKE_DOCKER_LOG" ] || jq -r 'select(.argv != null) | .argv | select(index("build")) | select(index("--help") | not) | select(any(.[]; startswith("--target=cb21-")) | not) | join(" ")' "$FAKE_DOCKER_LOG"; }
last_build() { docker_builds | tail -n 1; }
expect_build_with() { last_build | grep -qF -- "$1" || fail "the last docker build lacks $1: $(last_build)"; }
expect_build_without() { ! last_build | grep -qF -- "$1" || fail "the last docker build has $1: $(last_build)"; }

# What a dry run decides of the project now: sets DECISION and REASONS (a space-separated list of codes).
decide() {
  cb21 --cb21-dry-run --cb21-report="$TEST_ROOT/report.json" "$@" "$PROJECT"
  expect_code 0
  DECISION=$(jq -r .decision "$TEST_ROOT/report.json")
  REASONS=$(jq -r '[.reasons[].code] | join(" ")' "$TEST_ROOT/report.json")
}

expect_decision() { [ "$DECISION" = "$1" ] || fail "decision $DECISION, expected $1 (reasons: $REASONS)"; }
expect_reason() { [[ " $REASONS " == *" $1 "* ]] || fail "reasons '$REASONS', expected $1"; }
expect_no_reason() { [[ " $REASONS " != *" $1 "* ]] || fail "reasons '$REASONS' hold $1"; }

# Builds once, verified, so that the next decision has a record to compare with.
build_once() {
  cb21 "$@" "$PROJECT"
  expect_code 0
  expect_err 'cb21: verified'
}

# Replaces a file's content and puts size's witness, the mtime, back.
edit_keeping_mtime() {
  local kept=$TEST_ROOT/kept-mtime
  touch -r "$1" "$kept"
  printf '%s' "$2" >"$1"
  touch -r "$kept" "$1"
}

# Starts cb21 in the background, with the signal handling that a terminal's program has; its process id is then CB21_PID.
start_cb21() {
  env --default-signal=INT,QUIT "$CB21" "$@" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" &
  CB21_PID=$!
}

finish_cb21() {
  CODE=0
  wait "$CB21_PID" 2>/dev/null || CODE=$?
}

# Polls, 20 seconds at most.
wait_until() {
  local round
  for ((round = 0; round < 2000; round++)); do
    if "$@"; then return; fi
    sleep 0.01
  done
  fail "never came true: $*"
}

# The words of each call of docker, one line each.
docker_calls() { [ ! -e "$FAKE_DOCKER_LOG" ] || jq -r 'select(.event == "start") | .argv | join(" ")' "$FAKE_DOCKER_LOG"; }
# All calls are read: a grep that ends at the first match would end the pipe's other side by a signal.
docker_was_called_with() { docker_calls | grep -- "^$1" >/dev/null; }
expect_docker_call() { docker_was_called_with "$1" || fail "docker was not called with: $1"; }
expect_no_docker_call() { ! docker_was_called_with "$1" || fail "docker was called with: $1"; }
# How often the signal of that number reached docker.
signals_to_docker() { jq -s --argjson number "$1" '[.[] | select(.event == "signal" and .number == $number)] | length' "$FAKE_DOCKER_LOG"; }
forget_calls() { rm -f "$FAKE_DOCKER_LOG"; }

# The signal that ended the command, or 0, becomes CODE.
run_for_signal() { run perl -e 'exit(system(@ARGV) & 127)' -- "$@"; }

# Makes docker builds wait, after FAKE_DOCKER_HOOK=$GATE, until open_gate.
GATE=$TEST_ROOT/gate
printf '#!/bin/sh\nwhile [ ! -e "%s/open" ]; do sleep 0.01; done\n' "$TEST_ROOT" >"$GATE" && chmod +x "$GATE"
open_gate() { touch "$TEST_ROOT/open"; }

# Runs a command line in a terminal of its own; what it wrote is then in out.
in_terminal() {
  CODE=0
  script --quiet --return --command "$1" /dev/null >"$TEST_ROOT/out" 2>&1 </dev/null || CODE=$?
}

# Every file of the test's folders with its content, for a look before and after.
all_files() {
  find "$PROJECT" "$HOME" "$XDG_RUNTIME_DIR" "$TMPDIR" "$XDG_STATE_HOME" "$XDG_CONFIG_HOME" \
    \( -type f -printf '%p %m %T@ ' -exec md5sum {} \; \) -o -printf '%p %y %m %l\n' 2>/dev/null | sort || true
}

# Runs the rest of the test where it may mount what it likes.
in_own_mounts() {
  [ "${OWN_MOUNTS_OF:-}" != "$$" ] || return 0
  [ "$(id -u)" -eq 0 ] || skip "mounting needs root"
  unshare --mount true 2>/dev/null || skip "this machine lets nobody mount"
  rm -rf "$TEST_ROOT"
  export TMPDIR=$ORIGINAL_TMPDIR
  # shellcheck disable=SC2016
  exec unshare --mount bash -c 'OWN_MOUNTS_OF=$$ exec bash "$@"' bash "$0"
}

# A copy of /etc that the test may write to; after in_own_mounts.
own_etc() {
  cp -a /etc "$TEST_ROOT/etc"
  mount --bind "$TEST_ROOT/etc" /etc
}
