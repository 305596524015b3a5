# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='target/ is not ignored, but the sources are later than what lies in it: cargo compiles the same bytes anew'
new_text='greeting: one' old_text=''
prepare() {
  project_of "$TEST_ROOT/service-$RUN"
  rm "$PROJECT/.dockerignore"
  local id
  run docker build -q --target builder -t "$TAG:outside" "$PROJECT"
  id=$(docker create "$TAG:outside")
  docker cp "$id:/build/target" - | tar -x -C "$PROJECT"
  docker rm "$id" >/dev/null
  touch "$PROJECT/src/main.rs"
}
edit() { touch "$PROJECT/src/main.rs"; }
