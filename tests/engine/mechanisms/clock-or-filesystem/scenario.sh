# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: what a builder goes by when it reads the context.
summary='the clock stands still, ahead of the time: an edit leaves a file with the size and the time that it had'
with_buildkit='STALE STALE fresh'
edit() {
  set_greeting two
  touch -d '2040-01-01 00:00:00' "$PROJECT/src/main.rs"
}
prepare() {
  project_of "$TEST_ROOT/service-$RUN"
  touch -d '2040-01-01 00:00:00' "$PROJECT/src/main.rs"
}
