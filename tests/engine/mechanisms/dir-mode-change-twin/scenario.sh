# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what a builder goes by when it reads the context.
summary='the mode of a directory changed, which build.rs reads; another folder was built into the same two binaries before'
mechanism=dir-mode-change
# BuildKit takes the layer of the copied binary by content or by definition, now one, now the other.
with_buildkit='- fresh fresh'
prepare() {
  project_of "$TEST_ROOT/other-$RUN"
  echo '// other' >>"$PROJECT/src/main.rs"
  OTHER=$PROJECT
  project_of "$TEST_ROOT/service-$RUN"
}
first() {
  local project=$PROJECT
  PROJECT=$OTHER
  build_with_docker
  chmod 750 "$PROJECT/src"
  run docker build --no-cache -q -t "$TAG:other" "$PROJECT"
  PROJECT=$project
  build
}
edit() { chmod 750 "$PROJECT/src"; }
