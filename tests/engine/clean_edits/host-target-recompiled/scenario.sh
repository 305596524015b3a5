# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: what a builder goes by when it reads the context.
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
  # The host compiled earlier than the image will: times are told apart to the second.
  find "$PROJECT/target" -exec touch -d '1 hour ago' {} +
  touch "$PROJECT/src/main.rs"
}
edit() { touch "$PROJECT/src/main.rs"; }
