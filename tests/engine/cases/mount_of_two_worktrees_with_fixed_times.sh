# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as mount_of_two_worktrees; every source is touched to one fixed time before it is compiled'
# shellcheck source=mount_of_two_worktrees.sh
. "$CASES/mount_of_two_worktrees.sh"
RECIPE='find src -name "*.rs" -exec touch -d @1700000000 {} + && cargo build --release --offline && cp target/release/app /usr/local/bin/'
