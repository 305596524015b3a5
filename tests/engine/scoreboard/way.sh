#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Stages one scenario in one way on one engine: the first build, the edit, the second build; then looks into the image.
#   usage: way.sh ENGINE FOLDER/NAME WAY      FOLDER: mechanisms or clean_edits; WAY: plain, no-cache, prune, cb21 or diagnose
# Prints one line, `CELL<tab>SECONDS<tab>NOTE`, with the seconds of the second build (and of the prune before it). CELL is
#   fresh                  the second build succeeded and its image holds the new text and not the old one
#   STALE                  it succeeded, and the image does not
#   blocked (MECHANISM)    cb21 ended with 120 or 121 and named the mechanism, and the tag is where it was
#   blocked, unnamed       likewise, but the mechanism is not told
#   blocked, tag moved     likewise, but the tag names an image that is stale
#   rebuilt                cb21 did not keep a layer that a clean edit leaves as it is
#   unverified             cb21 did not say that the image of a clean edit is verified
# WAY diagnose builds as plain does, and then asks `cb21 diagnose` of the image. Where that is STALE, CELL is
#   diagnosed (MECHANISM)  the mechanism is among those that it names as likely, two at most
#   undiagnosed (NAMES)    it is not
# and of the image of a clean edit
#   nothing found          it says that nothing speaks against it
# Exit codes: 0 what the scenario expects; 1 anything else; 77 no engine.
#
# A scenario is NAME/scenario.sh, sourced after harness.sh. It may set, and way.sh reads:
#   summary           one line: what is staged
#   mechanism         as in the README's table; NAME if unset
#   also              a mechanism that a diagnosis may name as well, with the reason in a comment
#   blameless         for clean edits: a mechanism of the project, which a diagnosis has to name though it did no harm
#   with_buildkit     what `docker build` ships: three words for plain, no-cache and prune, each fresh, STALE or -, which
#   with_classic      expects nothing. Empty: there is nothing to stage on such a builder
#   new_text old_text what the binary must hold after the second build, and what it must not; empty: nothing to look for
#   binary            its path in the image
#   cached_step       for clean edits: words of the step that must come from the cache in the second build (way cb21)
# and define:
#   prepare           makes $PROJECT with the old text. By default the tiny fixture with the scenario's own files over it,
#                     @RUN@ in its Dockerfile replaced by a name of this run's own, all
#                     times a day back
#   first             the builds before the edit: `build` once by default; with plain docker where that is the point
#   edit              the edit, from the old text to the new one
#   arguments         sets the array ARGUMENTS: further words for each build. $WAY is the way, $STEP is first or second
#   judge             says whether the image holds the new text, from $TEST_ROOT/binary, the binary; default: by the texts
#   finish            what to end besides images
# A run of a way has a folder, a context name, sources, cache mounts and tags of its own, so that no way feeds another.
SCENARIO=${2:?FOLDER/NAME} WAY=${3:?the way}
. "$(dirname "$0")/../harness.sh"

NAME=${SCENARIO##*/}
HERE=$REPOSITORY/tests/engine/$SCENARIO
RUN=$NAME-$WAY-$$
TAG=cb21-test/$RUN
clean=no
[[ $SCENARIO == mechanisms/* ]] || clean=yes

# ---- what a scenario may replace

# shellcheck disable=SC2034 # for who reads the scenario
summary='' also='' blameless=''
mechanism=$NAME new_text='greeting: two' old_text='greeting: one' binary=/hello-service cached_step=''
with_buildkit='fresh fresh fresh' with_classic='fresh fresh fresh'
prepare() { project_of "$TEST_ROOT/service-$RUN"; }
first() { build; }
edit() { set_greeting two; }
arguments() { ARGUMENTS=(); }
judge() { holds_new_text; }
finish() { :; }

# ---- words for scenarios

# The tiny fixture with the scenario's files over it at $1, its times a day back as a checkout's may be.
project_of() {
  new_project tiny "$1"
  cp -R "$HERE/." "$PROJECT"
  rm "$PROJECT/scenario.sh"
  # BuildKit keeps by content what a step copies out of another stage, so the binaries are this run's own as well.
  grep -rlZ '^fn main() {' "$PROJECT/src" | xargs -0 sed -i "s|^}\$|    let _ = std::env::var(\"$RUN\");\n&|"
  sed -i "s/@RUN@/$RUN/g" "$PROJECT/Dockerfile"
  find "$PROJECT" -exec touch -h -d '1 day ago' {} +
}

# The times of an edit that a tool brought (git checkout with its times restored, rsync -t, an unpacked archive): later than
# the files it replaces, earlier than what was compiled from those.
restore_times() { touch -d '12 hours ago' "$@"; }

holds() { grep -aqF -- "$1" "$TEST_ROOT/binary"; }
holds_new_text() {
  { [ -z "$new_text" ] || holds "$new_text"; } && { [ -z "$old_text" ] || ! holds "$old_text"; }
}

# Builds $PROJECT with the arguments of this way. The first builds know neither --no-cache nor a prune. The context is named
# from its parent: BuildKit knows it by its base name, and Docker 20.10's own client by the word on the command line.
build() {
  local command=(docker build "${PLAIN[@]}")
  [ "$WAY" != cb21 ] || command=("$CB21" "${PLAIN[@]}")
  [ "$WAY:$STEP" != no-cache:second ] || command+=(--no-cache)
  arguments
  cd "${PROJECT%/*}"
  run "${command[@]}" -t "$TAG" "${ARGUMENTS[@]}" "${PROJECT##*/}"
}

# A build beside cb21's back: another tool's, or another person's.
build_with_docker() {
  arguments
  run docker build -q -t "$TAG:other" "${ARGUMENTS[@]}" "$PROJECT"
  [ "$CODE" -eq 0 ] || fail "a build with docker"
}

# A container with the host's network (for builds with --network host), a file beside its program: a small server. Prints
# its first line of output. The files are copied in: an engine may not see this machine's folders.
SERVERS=()
serve() { # FILE PATH-IN-CONTAINER COMMAND...
  local file=$1 path=$2 id left=100
  shift 2
  id=$(docker create --network host debian:bookworm-slim "$@")
  SERVERS+=("$id")
  docker cp "$file" "$id:$path" >/dev/null
  docker start "$id" >/dev/null
  while [ -z "$(docker logs "$id" 2>/dev/null)" ] && [ $((left -= 1)) -gt 0 ]; do sleep 0.1; done
  docker logs "$id" 2>/dev/null | head -n 1 >"$TEST_ROOT/served"
  [ -s "$TEST_ROOT/served" ] || fail "the server says nothing: $(docker logs "$id" 2>&1 | tail -n 3)"
}

end_of_way() {
  finish
  [ ${#SERVERS[@]} -eq 0 ] || docker rm --force "${SERVERS[@]}" >/dev/null 2>&1 || true
  # By name: two runs may have made one image.
  docker image ls --filter "reference=$TAG*" --format '{{.Repository}}:{{.Tag}}' | xargs -r docker image rm >/dev/null 2>&1 || true
  rm -rf "$TEST_ROOT"
}
trap end_of_way EXIT

# ---- the judgement

tag_id() { docker image inspect --format '{{.Id}}' "$TAG" 2>/dev/null || echo none; }

image_is_fresh() {
  content "$TAG" "$binary" >"$TEST_ROOT/binary" || fail "no $binary in the image"
  judge
}

blocked_cell() {
  if [ "$(tag_id)" != "$ID_BEFORE" ] && ! image_is_fresh; then
    echo 'blocked, tag moved'
  elif grep -E '^cb21: blocked' "$TEST_ROOT/err" | grep -qF -- "$mechanism"; then
    echo "blocked ($mechanism)"
  else
    echo 'blocked, unnamed'
  fi
}

cell() {
  case $WAY:$CODE in
    cb21:120 | cb21:121) blocked_cell ;;
    *:0) if ! image_is_fresh; then echo STALE; elif [ "$clean:$WAY" = yes:cb21 ]; then clean_cell; else echo fresh; fi ;;
    *) fail "the second build ended with $CODE" ;;
  esac
}

clean_cell() {
  if [ -n "$cached_step" ] && ! is_cached "$cached_step"; then
    echo rebuilt
  elif ! grep -q '^cb21: verified' "$TEST_ROOT/err"; then
    echo unverified
  else
    echo fresh
  fi
}

note() { grep -E '^cb21: ' "$TEST_ROOT/err" | tr '\n\t' '| ' || true; }

expected_cell() {
  local words
  read -ra words <<<"$EXPECTED"
  case $WAY in plain | diagnose) echo "${words[0]}" ;; no-cache) echo "${words[1]}" ;; prune) echo "${words[2]}" ;; esac
}

is_expected() {
  local wanted
  if [ "$WAY" = cb21 ]; then
    [ "$1" = fresh ] || { [ $clean = no ] && [ "$1" = "blocked ($mechanism)" ]; }
    return
  fi
  wanted=$(expected_cell)
  [ "$wanted" = - ] || [ "$1" = "$wanted" ]
}

# The mechanisms that the diagnosis calls likely, in its order.
likely() { sed -nE 's/^likely: ([a-z0-9-]+) .*/\1/p' "$TEST_ROOT/out"; }

# As a user would ask: in the folder and with the words of the build, and nothing remembered.
diagnose() {
  local names wanted="$mechanism|${also:-$mechanism}"
  [ -z "$blameless" ] || wanted=$blameless
  run "$CB21" diagnose "$TAG" "${ARGUMENTS[@]}" "${PROJECT##*/}"
  names=$(likely | paste -sd ' ')
  if [ "$CODE" -eq 0 ] && [ -z "$names" ]; then
    echo 'nothing found'
  elif [ "$CODE" -eq 120 ] && [ "$(likely | wc -l)" -le 2 ] && likely | grep -qxE -- "$wanted"; then
    echo "diagnosed ($names)"
  else
    echo "undiagnosed ($names, code $CODE)"
  fi
}

expect_diagnosis() { # CELL-OF-PLAIN CELL
  case $1:$clean:${blameless:+blameless}:$2 in
    STALE:no::diagnosed* | fresh:yes:blameless:diagnosed* | fresh:yes::'nothing found') ;;
    *) fail "$NAME: $2" ;;
  esac
}

prune_if_asked() {
  [ "$WAY" != prune ] || docker builder prune --all --force >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || fail 'docker builder prune'
}

main() {
  local begin end result diagnosis
  # shellcheck source=/dev/null
  . "$HERE/scenario.sh"
  if buildkit; then EXPECTED=$with_buildkit; else EXPECTED=$with_classic; fi
  [ -n "$EXPECTED" ] || not_for_this_engine "$NAME has nothing to stage there"
  prepare
  STEP=first
  first
  [ "$WAY" = cb21 ] || [ "$CODE" -eq 0 ] || fail "the first build ended with $CODE"
  ID_BEFORE=$(tag_id)
  edit
  STEP=second
  begin=$(date +%s%N)
  prune_if_asked
  build
  end=$(date +%s%N)
  result=$(cell)
  printf '%s\t%d.%d\t%s\n' "$result" $(((end - begin) / 1000000000)) $(((end - begin) / 100000000 % 10)) "$(note)"
  is_expected "$result" || fail "$NAME, $WAY: $result"
  [ "$WAY" = diagnose ] || return 0
  [ "$clean:$result" != no:fresh ] || not_for_this_engine "docker ships the new text there, so there is nothing to diagnose"
  diagnosis=$(diagnose)
  printf '%s\n' "$diagnosis"
  expect_diagnosis "$result" "$diagnosis"
}
main
