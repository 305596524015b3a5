# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by each engine test, whose first argument names the engine (see scripts/engine): a private folder and state, that
# engine's own docker first on PATH, and a few words to say what is expected. An engine that does not answer is a visible
# skip, and a failure where CI=true. A line "# Also on ENGINE, ENGINE: the reason." in a test says on which engines beside the
# newest it is run each time, because what it tests can differ there (tests/CMakeLists.txt).
set -euo pipefail

: "${CB21:?the cb21 to test}"
ENGINE=${1:?the engine to test on}
REPOSITORY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TEST_ROOT=$(mktemp -d "${TMPDIR:-/tmp}/cb21-engine-XXXXXX")
TEST_NAME=$(basename "$0" .sh)
# Names of images and containers are this run's own, for engines are shared.
TAG=cb21-test/$TEST_NAME-$$
FIXTURES=$REPOSITORY/tests/engine/fixtures

skip() {
  printf 'SKIPPED: %s\n' "$*" >&2
  if [ "${CI:-}" = true ]; then exit 1; fi
  exit 77
}

# A reason of the engine's own (the classic builder has no named contexts): no failure in CI either.
not_for_this_engine() {
  printf 'nothing to test on %s: %s\n' "$ENGINE" "$*"
  exit 0
}

"$REPOSITORY/scripts/engine" status "$ENGINE" >/dev/null 2>&1 || skip "engine $ENGINE does not answer; scripts/engine up $ENGINE"
eval "$("$REPOSITORY/scripts/engine" env "$ENGINE")"
for name in $(compgen -e | grep -E '^CB21_(STRATEGY|PROFILE|MARKER|BINARY|VERIFY|RUN|WATCH|SCOPE|REPORT|STATE_DIR|DOCKER|PROOF|RECEIPT|NO_WAIVERS|OFF)$' || true); do unset "$name"; done
export XDG_STATE_HOME=$TEST_ROOT/state XDG_CONFIG_HOME=$TEST_ROOT/config NO_COLOR=1

clean_up() {
  local images
  stop_registry
  images=$(docker image ls --quiet --filter "reference=$TAG*" ${REGISTRY:+--filter "reference=$REGISTRY/*"} 2>/dev/null | sort -u) || images=
  # shellcheck disable=SC2086
  [ -z "$images" ] || docker image rm --force $images >/dev/null 2>&1 || true
  rm -rf "$TEST_ROOT"
}
trap clean_up EXIT

fail() {
  printf 'FAILED on %s: %s\n' "$ENGINE" "$*" >&2
  [ ! -e "$TEST_ROOT/out" ] || { echo '--- stdout' && tail -n 40 "$TEST_ROOT/out"; } >&2
  [ ! -e "$TEST_ROOT/err" ] || { echo '--- stderr' && tail -n 60 "$TEST_ROOT/err"; } >&2
  exit 1
}

# A registry of the test's own (Debian's docker-registry), where the engine sees it and nothing else does: in the engine's
# network namespace, on loopback, with a private folder. REGISTRY is its address.
REGISTRY='' REGISTRY_PID=''
start_registry() {
  local engine_pid port=$((20000 + $$ % 20000)) left=100
  engine_pid=$("$REPOSITORY/scripts/engine" status "$ENGINE" | sed -nE 's/.* process ([0-9]+) .*/\1/p')
  [ "$(id -u)" -eq 0 ] || skip "entering the engine's network needs root"
  [ -n "$engine_pid" ] || skip "the process of engine $ENGINE is not known"
  command -v docker-registry >/dev/null || skip 'no docker-registry here: scripts/setup --engines'
  REGISTRY=127.0.0.1:$port
  printf 'version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: "%s"}}\nhttp: {addr: "%s"}\n' \
    "$TEST_ROOT/registry" "$REGISTRY" >"$TEST_ROOT/registry.yml"
  IN_ENGINE=(nsenter "--net=/proc/$engine_pid/ns/net")
  "${IN_ENGINE[@]}" docker-registry serve "$TEST_ROOT/registry.yml" >"$TEST_ROOT/registry.log" 2>&1 </dev/null &
  REGISTRY_PID=$!
  until ask_registry '' >/dev/null 2>&1; do
    [ $((left -= 1)) -gt 0 ] || fail "the registry does not answer: $(cat "$TEST_ROOT/registry.log")"
    sleep 0.1
  done
}
stop_registry() {
  [ -n "$REGISTRY_PID" ] || return 0
  kill "$REGISTRY_PID" 2>/dev/null || true
  wait "$REGISTRY_PID" 2>/dev/null || true
}
# PATH below /v2/, then curl's own arguments
ask_registry() {
  "${IN_ENGINE[@]}" curl --silent --fail --noproxy '*' "${@:2}" "http://$REGISTRY/v2/$1"
}
# The id of the image that a tag NAME:TAG names in the registry: its manifest's config digest; `nothing` where there is none.
in_registry() {
  ask_registry "${1%:*}/manifests/${1##*:}" -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' 2>/dev/null |
    jq -r .config.digest 2>/dev/null | grep . || echo nothing
}
id_of() { docker image inspect --format '{{.Id}}' "$1" 2>/dev/null | grep . || echo nothing; }

# The classic builder knows no --progress.
# shellcheck disable=SC2034 # for the tests
if [[ $ENGINE != *-classic ]]; then PLAIN=(--progress plain); else PLAIN=(); fi
buildkit() { [[ $ENGINE != *-classic ]]; }
# A client that builds through buildx knows --push, --metadata-file and builders of its own.
has_buildx() { docker buildx version >/dev/null 2>&1; }

# A copy of a fixture (default: hello) at $PROJECT, its times set a day back as a checkout's may be. The name is this run's
# own, for BuildKit knows contexts by it, and so are the sources, for it keeps layers of equal content from earlier runs.
new_project() {
  PROJECT=${2:-$TEST_ROOT/service-$$}
  mkdir -p "$PROJECT"
  cp -R "$FIXTURES/${1:-hello}/." "$PROJECT"
  echo "// $TEST_ROOT" >>"$PROJECT/src/main.rs"
  find "$PROJECT" -exec touch -d '1 day ago' {} +
}

# Makes the binary this run's own, too. A comment does not: and where one step gave several results (a stale one, then a fresh
# one under --no-cache), BuildKit may hand out either of them for the content of the other, in later runs as well (observed on
# 20.10 and 26.1: COPY --from of a binary with one text put a binary with another text into the image).
say_run() { sed -i "s|^}|    println!(\"run $TEST_ROOT\");\n}|" "$PROJECT/src/main.rs" && touch -d '1 day ago' "$PROJECT/src/main.rs"; }

run() {
  CODE=0
  "$@" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" </dev/null || CODE=$?
}

cb21() { run "$CB21" "$@"; }

# Whether the step that holds a text came from the cache, with --progress plain: BuildKit names the step and then says
# "#5 CACHED", the classic builder says " ---> Using cache".
is_cached() {
  if ! buildkit; then grep -F -A 1 -- "$1" "$TEST_ROOT/out" | grep -q 'Using cache'; return; fi
  local number
  number=$(grep -F -- "$1" "$TEST_ROOT/err" | grep -oE -m 1 '^#[0-9]+') || return 1
  grep -qE "^$number CACHED" "$TEST_ROOT/err"
}
expect_cached() { is_cached "$1" || fail "the step '$1' did not come from the cache"; }
expect_not_cached() { ! is_cached "$1" || fail "the step '$1' came from the cache"; }

expect_code() { [ "$CODE" -eq "$1" ] || fail "exit code $CODE, expected $1"; }
expect_err() { grep -qF -- "$1" "$TEST_ROOT/err" || fail "stderr lacks: $1"; }
expect_out() { grep -qF -- "$1" "$TEST_ROOT/out" || fail "stdout lacks: $1"; }
expect_no_err() { ! grep -qF -- "$1" "$TEST_ROOT/err" || fail "stderr holds: $1"; }

# What the image prints.
printed() { docker run --rm --network none "${1:-$TAG}" 2>&1; }
expect_printed() { [[ "$(printed "${2:-$TAG}")" == *"$1"* ]] || fail "the image prints '$(printed "${2:-$TAG}")', expected '$1'"; }

# What a file in the image holds, which need not run: the quick fixture's binary ends at once.
content() { # IMAGE PATH
  local id
  id=$(docker create "$1" none)
  docker cp "$id:$2" - | tar -xOf -
  docker rm "$id" >/dev/null
}
shipped() { content "${1:-$TAG}" "${2:-/hello-service}" | grep -aoE -m 1 'greeting: [a-z]{3}' || echo nothing; }
expect_shipped() { [ "$(shipped "${@:2}")" = "greeting: $1" ] || fail "the image holds '$(shipped "${@:2}")', expected '$1'"; }

# The greeting of the hello fixture, replaced by one of equal length; with keep, size and mtime stay as they were.
set_greeting() {
  local file=${3:-$PROJECT/src/main.rs} kept=$TEST_ROOT/kept-mtime
  [ "${#1}" -eq 3 ] || fail "a greeting has three letters, so that sizes stay equal"
  touch -r "$file" "$kept"
  sed -i -E "s/greeting: [a-z]{3}/greeting: $1/" "$file"
  [ "${2:-}" != keep ] || touch -r "$kept" "$file"
}

# Containers that cb21 made on this engine, and those of them that stay: docker may still be removing one, and other runs'
# containers come and go.
verify_containers() { docker ps --all --quiet --filter label=cb21.verify; }
leftover_containers() {
  local left=20
  while [ -n "$(verify_containers)" ] && [ $((left -= 1)) -gt 0 ]; do sleep 0.25; done
  verify_containers
}

# Runs `docker build WORDS` and `cb21 WORDS` side by side: exit code, standard output, and the files named with a leading
# @ (of which each side has its own) must be equal. The first argument says how docker ends: `builds`, `fails`,
# `fails125` for a certain code, or `either` where that depends on the engine. Where layers are cb21's first, a second round uses them.
# INPUT is what stands on standard input; where cb21 cannot see the context, UNCACHED=yes compares with --no-cache.
alike() {
  local wanted=$1 round
  shift
  FORMS=$((${FORMS:-0} + 1))
  for round in 1 2; do
    one_side docker ${UNCACHED:+--no-cache} "$@"
    case $wanted:$CODE in
      builds:0 | either:* | fails"$CODE":* | fails:[1-9]*) ;;
      *) cp "$TEST_ROOT/docker.err" "$TEST_ROOT/err" && fail "docker build $* ended with $CODE, expected: $wanted" ;;
    esac
    one_side cb21 "$@"
    if differences >"$TEST_ROOT/differences"; then return; fi
    [ "$round" -eq 1 ] || { cp "$TEST_ROOT/cb21.err" "$TEST_ROOT/err" && cat "$TEST_ROOT/differences" >&2 && fail "cb21 $* is unlike docker build"; }
  done
}

one_side() {
  local side=$1
  shift
  rm -rf "${TEST_ROOT:?}/$side"
  mkdir "$TEST_ROOT/$side"
  CODE=0
  local command=("$CB21") ids='s/[0-9a-f]{12,64}/ID/g'
  [ "$side" = cb21 ] || command=(docker build)
  "${command[@]}" "${@//@/$TEST_ROOT/$side/}" <"${INPUT:-/dev/null}" >"$TEST_ROOT/$side.out" 2>"$TEST_ROOT/$side.err" || CODE=$?
  echo "$CODE" >"$TEST_ROOT/$side/code"
  # A tar's bytes hold times: what counts is what is in it.
  if ! tar -tvf "$TEST_ROOT/$side.out" >"$TEST_ROOT/$side/out" 2>/dev/null; then
    sed -E "${UNCACHED:+$ids}" "$TEST_ROOT/$side.out" >"$TEST_ROOT/$side/out"
  fi
}

# Each build has a name of its own in buildx's metadata file.
differences() { diff -r --ignore-matching-lines '^  "buildx.build.ref": ' "$TEST_ROOT/docker" "$TEST_ROOT/cb21"; }
