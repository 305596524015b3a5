#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Python and a Go image through cb21 under the name that aliases call: docker's argv is the user's, what is on stderr is
# docker's, the image is docker's, and nothing is remembered; in the production profile too.
. "$(dirname "$0")/harness.sh"
export HOME=$TEST_ROOT/home
mkdir "$HOME" "$TEST_ROOT/bin" "$TEST_ROOT/tmp"
ln -s "$CB21" "$TEST_ROOT/bin/docker-build"
# A docker that notes its words and is the engine's own.
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >>"%s"\nexec "%s" "$@"\n' "$TEST_ROOT/argv" "$(command -v docker)" >"$TEST_ROOT/bin/docker"
chmod +x "$TEST_ROOT/bin/docker"
# What differs from run to run: times, sizes of what was sent again, ids, step numbers, and how often a line is repeated.
settled() {
  sed -E 's/^#[0-9]+ //; s/ [0-9]+(\.[0-9]+)?s\b//g; s/ done$//; s/[0-9]+(\.[0-9]+)?(kB|MB|B)\b/N/g; s/[0-9a-f]{12,64}/ID/g' "$1" |
    grep -vE '^(sha256|transferring|\.\.\.|DONE|CACHED|$)' | sort -u
}

as_docker() { # CODE PROJECT WORDS
  local code=$1 project=$2
  shift 2
  # The layers are there then, and both sides meet them.
  docker build "${PLAIN[@]}" -t "$TAG" "$@" "$project" >/dev/null 2>&1 || true
  CODE=0
  docker build "${PLAIN[@]}" -t "$TAG" "$@" "$project" >"$TEST_ROOT/docker.out" 2>"$TEST_ROOT/docker.err" || CODE=$?
  [ "$CODE" -eq "$code" ] || fail "docker ended with $CODE"
  local id
  id=$(id_of "$TAG")
  rm -f "$TEST_ROOT/argv"
  CODE=0
  PATH=$TEST_ROOT/bin:$PATH TMPDIR=$TEST_ROOT/tmp docker-build "${PLAIN[@]}" -t "$TAG" "$@" "$project" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || CODE=$?
  expect_code "$code"
  diff <(printf '%s\n' build "${PLAIN[@]}" -t "$TAG" "$@" "$project") "$TEST_ROOT/argv" >&2 || fail "docker's words are not the user's"
  ! grep -q '^cb21: ' "$TEST_ROOT/err" || fail 'cb21 says something'
  diff <(settled "$TEST_ROOT/docker.err") <(settled "$TEST_ROOT/err") >&2 || fail "stderr is not docker's"
  diff <(settled "$TEST_ROOT/docker.out") <(settled "$TEST_ROOT/out") >&2 || fail "stdout is not docker's"
  [ "$(id_of "$TAG")" = "$id" ] || fail "the image is another than docker's"
  [ ! -e "$XDG_STATE_HOME" ] || fail "something was remembered"
  [ -z "$(ls -A "$TEST_ROOT/tmp")" ] || fail "something was left in TMPDIR"
}

python=$TEST_ROOT/python-$$
mkdir "$python"
echo "print('hello $$')" >"$python/app.py"
printf 'FROM debian:bookworm-slim\nCOPY app.py /app.py\nRUN test -e /app.py\nCMD ["python3", "/app.py"]\n' >"$python/Dockerfile"
go=$TEST_ROOT/go-$$
mkdir "$go"
echo "module example.com/hello$$" >"$go/go.mod"
echo 'package main' >"$go/main.go"
printf 'FROM debian:bookworm-slim AS build\nCOPY . /src\nRUN cp /src/main.go /hello\nFROM scratch\nCOPY --from=build /hello /hello\nENTRYPOINT ["/hello"]\n' >"$go/Dockerfile"

for project in "$python" "$go"; do
  as_docker 0 "$project"
  CB21_PROFILE=production as_docker 0 "$project"
  CB21_VERIFY=required as_docker 0 "$project" --label a=b
done
echo 'RUN exit 7' >>"$python/Dockerfile"
as_docker "$(docker build "$python" >/dev/null 2>&1 || echo $?)" "$python"

# One Rust file, and it is cb21's, until the proof finds that it has nothing to do with the image.
echo 'fn main() {}' >"$go/main.rs"
cb21_words=("${PLAIN[@]}" -t "$TAG" "$go")
"$CB21" "${cb21_words[@]}" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || fail "cb21 failed"
expect_err 'cb21: first build here: '
expect_err 'cb21: not a Rust build: no stage holds a Cargo.toml or what cargo compiled'
for profile in development production; do
  CB21_PROFILE=$profile "$CB21" "${cb21_words[@]}" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || fail "cb21 failed"
  expect_no_err 'cb21: '
done
echo 'fn main() { }' >"$go/main.rs"
"$CB21" "${cb21_words[@]}" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || fail "cb21 failed"
expect_no_err 'cb21: '
printf '[package]\nname = "hello"\nversion = "0.1.0"\n' >"$go/Cargo.toml"
"$CB21" "${cb21_words[@]}" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || fail "cb21 failed"
expect_err 'cb21: unverified: '
