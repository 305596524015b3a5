#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The real podman, on PATH as docker: refused in one sentence, by its own words, before anything is built, and no image of
# its store is deleted, which its `builder prune` would do.
. "$(dirname "$0")/harness.sh"
PODMAN=$(command -v podman) || skip 'no podman here: scripts/setup --engines'
export CONTAINERS_STORAGE_CONF=$TEST_ROOT/storage.conf XDG_RUNTIME_DIR=$TEST_ROOT/run
printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' "$TEST_ROOT/store" "$TEST_ROOT/run" >"$CONTAINERS_STORAGE_CONF"
mkdir -m 700 "$XDG_RUNTIME_DIR" && mkdir "$TEST_ROOT/link" "$TEST_ROOT/script"
new_project quick

# podman-docker's docker is a script; a link gives podman another name.
ln -s "$PODMAN" "$TEST_ROOT/link/docker"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$PODMAN" >"$TEST_ROOT/script/docker"
chmod +x "$TEST_ROOT/script/docker"

echo kept >"$TEST_ROOT/file"
tar -C "$TEST_ROOT" -c file | "$PODMAN" import --quiet - localhost/kept:1 >/dev/null
# Untagged: what an image prune takes first.
tar -C "$TEST_ROOT" -c storage.conf | "$PODMAN" import --quiet - >/dev/null
images() { "$PODMAN" images --all --quiet --no-trunc | sort; }
before=$(images)
[ "$(wc -l <<<"$before")" -eq 2 ] || fail "podman's store holds: $before"

refused() { # WORDS
  CODE=0
  "$CB21" "$@" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" || CODE=$?
  expect_code 123
  expect_err 'is podman ('
  expect_err '--cb21-off'
  [ "$(wc -l <"$TEST_ROOT/err")" -eq 1 ] || fail 'not one sentence'
  [ "$(images)" = "$before" ] || fail "podman's store held $before, and holds $(images)"
}
for folder in link script; do
  export CB21_DOCKER=$TEST_ROOT/$folder/docker
  refused -t localhost/built:1 "$PROJECT"
  refused --cb21-strategy prune -t localhost/built:1 "$PROJECT"
  refused prune --all
  unset CB21_DOCKER
  PATH=$TEST_ROOT/$folder:$PATH refused -t localhost/built:1 "$PROJECT"
done
