# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as mount_of_two_worktrees; the RUN removes the folder of another profile first'
# shellcheck source=mount_of_two_worktrees.sh
. "$CASES/mount_of_two_worktrees.sh"
RECIPE='rm -rf target/debug && cargo build --release --offline && cp target/release/app /usr/local/bin/'
