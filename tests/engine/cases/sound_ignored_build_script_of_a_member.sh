# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a member that is not shipped has a build.rs, which .dockerignore keeps out'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  package xtask xtask && lock app xtask && echo 'fn main() {}' | tee xtask/src/main.rs >xtask/build.rs
  sed -i '1i [workspace]\nmembers = ["xtask"]\n' Cargo.toml && printf 'xtask/build.rs\n' >.dockerignore
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
