# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='two worktrees of one project share a target cache mount; after the other was built, the README of the first is edited'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: one'
FROM_PATH=/usr/local/bin/app
RECIPE='cargo build --release --offline && cp target/release/app /usr/local/bin/'
setup() {
  hello one && echo text >README.md
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target $RECIPE"
  age
}
edit() {
  cp -a . "$SCRATCH/other" && edit_keeping_time "$SCRATCH/other/src/greet.rs" 's/one/two/'
  also_build "$SCRATCH/other"
  echo more >>README.md
}
