# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: only there is it stale.
# Also diagnosed on bookworm-classic: only there is it stale.
summary='a binary compiled outside is copied in, which cargo hard-links to its twin in deps: the classic builder hashes no content'
with_buildkit='fresh fresh fresh'
with_classic='STALE fresh STALE'
prepare() {
  project_of "$TEST_ROOT/service-$RUN"
  rm "$PROJECT/.dockerignore"
  compile_outside
}
# What cargo leaves: one file with two names. Its content is the program that ends at once, with the source as its texts.
compile_outside() {
  local folder=$PROJECT/target/release
  mkdir -p "$folder/deps"
  rm -f "$folder/hello-service"
  cat /bin/true "$PROJECT/src/main.rs" >"$folder/deps/hello_service-0123456789abcdef"
  chmod 755 "$folder/deps/hello_service-0123456789abcdef"
  ln "$folder/deps/hello_service-0123456789abcdef" "$folder/hello-service"
  find "$PROJECT/target" -exec touch -d "${1:-1 day ago}" {} +
}
edit() {
  set_greeting two
  compile_outside now
}
