# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as mount_of_two_worktrees; a script sets CARGO_TARGET_DIR to a cache mount, so that the Dockerfile names neither cargo nor target'
# shellcheck source=mount_of_two_worktrees.sh
. "$CASES/mount_of_two_worktrees.sh"
setup() {
  hello one && echo text >README.md
  printf 'set -e\nexport CARGO_TARGET_DIR=/kept\ncargo build --release --offline\ncp /kept/release/app /usr/local/bin/\n' >build.sh
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/kept sh build.sh"
  age
}
