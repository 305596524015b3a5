#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 9, 14: the commands of the CI files that `cb21 init --ci` writes build an image, uncached and with its base pulled, and
# verify the binary in it; one that does not hold what main() prints ends the job. With cb21 on PATH and without.
# Also on bookworm, ctr: a client without buildx, and a store that pushes by other digests.
. "$(dirname "$0")/harness.sh"
start_registry
new_project quick
mkdir "$PROJECT/.git"
# A build that pulls asks a registry for its base.
# An image of its own, for it is removed by its id.
printf 'FROM rust:1-slim-bookworm\nLABEL of="%s"\n' "$TAG" | docker build -q -t "$REGISTRY/rust:1-slim-bookworm" - >/dev/null
docker push -q "$REGISTRY/rust:1-slim-bookworm" >/dev/null
sed -i "s|^FROM rust|FROM $REGISTRY/rust|" "$PROJECT/Dockerfile"
for system in github gitlab; do
  cb21 init "$PROJECT" --ci $system
  expect_code 0
done

# The scripts of a CI file: a file each in the folder $2.
extract_scripts() {
  mkdir -p "$2"
  awk -v folder="$2" '
    /^ *(run:|-) \|$/ { count++; getline; match($0, /^ */); indent = RLENGTH; open = 1 }
    open && substr($0, 1, indent) ~ /[^ ]/ { open = 0 }
    open { print substr($0, indent + 1) >(folder "/" count) }' "$1"
  [ "$(ls "$2")" = "$(printf '1\n2')" ] || fail "scripts of $1: $(ls "$2")"
}
extract_scripts "$PROJECT/.github/workflows/image-of-hello-service.yml" "$TEST_ROOT/github"
extract_scripts "$PROJECT/.gitlab-ci.yml" "$TEST_ROOT/gitlab"

mkdir "$TEST_ROOT/bin"
ln -s "$CB21" "$TEST_ROOT/bin/cb21"
# As GitHub does: a shell a step, with -e.
ci() { # SYSTEM PATH
  docker image rm "$TAG" >/dev/null 2>&1 || true
  run env -C "$PROJECT" PATH="$2" IMAGE="$TAG" bash -e "$TEST_ROOT/$1/1"
  [ "$CODE" -eq 0 ] || return 0
  run env -C "$PROJECT" PATH="$2" IMAGE="$TAG" sh "$TEST_ROOT/$1/2"
}
with_cb21=$TEST_ROOT/bin:$PATH
! command -v cb21 | grep -v '^cb21$' || fail 'this machine has cb21 on its PATH'
for system in github gitlab; do
  for path in "$PATH" "$with_cb21"; do
    set_greeting one keep
    ci $system "$path"
    expect_code 0
    set_greeting two
    ci $system "$path"
    expect_code 0
    expect_shipped two
  done
done

# A program of another making.
sed -i 's|--offline$|& \&\& cp /bin/true target/release/hello-service|' "$PROJECT/Dockerfile"
ci github "$PATH"
expect_code 1
expect_err 'does not hold what main() prints first'
ci gitlab "$with_cb21"
expect_code 120
[ "$(id_of "$TAG")" = nothing ] || fail 'the blocked image has its tag'
