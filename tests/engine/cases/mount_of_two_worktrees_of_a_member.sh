# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as mount_of_two_worktrees; a workspace is built in the folder of one member, whose sources alone are touched'
# shellcheck source=one_file_touched_in_mount.sh
. "$CASES/one_file_touched_in_mount.sh"
EXPECT_2=('0 verified') WANT_2='greeting: one'
setup() {
  two_crates one && echo text >README.md
  compiles 'COPY . /app' 'WORKDIR /app/server' \
    "RUN --mount=type=cache,id=$RUN,target=/app/target find . -name '*.rs' -exec touch {} + && cargo build --release --offline && cp /app/target/release/app /usr/local/bin/"
  age
}
edit() {
  cp -a . "$SCRATCH/other" && edit_keeping_time "$SCRATCH/other/library/src/lib.rs" 's/one/two/'
  also_build "$SCRATCH/other"
  echo more >>README.md
}
