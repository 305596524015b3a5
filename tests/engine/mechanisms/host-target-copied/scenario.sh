# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: what a builder goes by when it reads the context.
summary='target/ is not ignored: what was compiled from the old text outside travels in, and the edit has a time before that'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
prepare() {
  project_of "$TEST_ROOT/service-$RUN"
  rm "$PROJECT/.dockerignore"
  compile_outside
}
# As `cargo build` in a container with the project at /build does: the path that the Dockerfile uses too.
compile_outside() {
  local id
  run docker build -q --target builder -t "$TAG:outside" "$PROJECT"
  id=$(docker create "$TAG:outside")
  docker cp "$id:/build/target" - | tar -x -C "$PROJECT"
  docker rm "$id" >/dev/null
}
edit() {
  set_greeting two
  restore_times "$PROJECT/src/main.rs"
}
