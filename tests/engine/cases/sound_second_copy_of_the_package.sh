# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a worktree of the repository lies inside it, with a package of the same name'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  mkdir -p .worktrees/feature && cp -a src Cargo.toml Cargo.lock .worktrees/feature/
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
