#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The projects of tests/data/cargo, asked of the image's own cargo: the binaries that each file says it has are those that
# `cargo metadata` names. The unit tests hold cb21's rules against the same lines.
. "$(dirname "$0")/harness.sh"
command -v jq >/dev/null || skip 'no jq here: scripts/setup --dev'

# One file of tests/data as a folder.
unpack() { # FILE FOLDER
  awk -v folder="$2" '
    /^--- / { file = folder "/" substr($0, 5); parent = file; sub("/[^/]*$", "", parent)
              system("mkdir -p \"" parent "\""); printf "" >file; next }
    file != "" { print >file }' "$1"
}
mkdir "$TEST_ROOT/projects"
for file in "$REPOSITORY"/tests/data/cargo/*.project; do unpack "$file" "$TEST_ROOT/projects/$(basename "$file" .project)"; done

# A line a project: its name and cargo's answer, or `refused`.
# shellcheck disable=SC2016 # the container's shell is to expand it
tar -C "$TEST_ROOT/projects" -c . | docker run --rm --interactive --network none rust:1-slim-bookworm sh -c '
  mkdir /projects && cd /projects && tar -x && cargo --version >&2
  for name in *; do
    printf "%s " "$name"
    answer=$(cargo metadata --no-deps --offline --format-version 1 --manifest-path "/projects/$name/Cargo.toml" 2>/dev/null) || answer=refused
    printf "%s\n" "$answer"
  done' >"$TEST_ROOT/answers" 2>"$TEST_ROOT/err"
version=$(sed -nE 's/^cargo ([0-9]+\.[0-9]+).*/\1/p' "$TEST_ROOT/err")
[ -n "$version" ] || fail 'the image has no cargo'

compared=0
while read -r name answer; do
  file=$REPOSITORY/tests/data/cargo/$name.project
  since=$(sed -n 's/^since: *//p' "$file")
  # What takes a newer cargo.
  [ "$(printf '%s\n' "${since:-0}" "$version" | sort -V | tail -n 1)" = "$version" ] || continue
  found=refused
  if [ "$answer" != refused ]; then
    found=$(jq -r --arg folder "/projects/$name/" '
      [.packages[] | .name as $package | .targets[] | select(.kind | index("bin"))
        | "\($package):\(.name)=\(.src_path | ltrimstr($folder) | gsub("[^/]+/\\.\\./|^\\./"; ""))"] | sort | join(" ")' <<<"$answer")
  fi
  [ "$found" = "$(sed -n 's/^targets: *//p' "$file")" ] || fail "$name: cargo $version finds '$found'"
  compared=$((compared + 1))
done <"$TEST_ROOT/answers"
[ "$compared" -ge 20 ] || fail "only $compared projects were compared"
