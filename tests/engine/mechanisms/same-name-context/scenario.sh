# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: what a builder knows a context by.
summary='two folders of one name, their files of equal size and mtime; the second is built after the first'
with_buildkit='STALE STALE fresh'
prepare() {
  project_of "$TEST_ROOT/two/svc-$RUN"
  SECOND=$PROJECT
  set_greeting two keep
  project_of "$TEST_ROOT/one/svc-$RUN"
  touch -r "$PROJECT/src/main.rs" "$SECOND/src/main.rs"
}
edit() { PROJECT=$SECOND; }
