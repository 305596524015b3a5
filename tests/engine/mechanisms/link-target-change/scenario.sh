# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: what a builder goes by when it reads the context.
# Also diagnosed on bookworm, bookworm-classic: whether docker ships the old text.
summary='a link to a text that the source includes leads to another file, the times of the links being equal'
mechanism=dir-mode-change
with_buildkit='- - fresh'
edit() { ln -sfn two.txt "$PROJECT/src/greeting.txt" && touch -h -d '@1600000000' "$PROJECT/src/greeting.txt"; }
prepare() {
  project_of "$TEST_ROOT/service-$RUN"
  ln -s one.txt "$PROJECT/src/greeting.txt"
  touch -h -d '@1600000000' "$PROJECT/src/greeting.txt"
}
