# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='another workspace below the project has a build.rs, and .dockerignore keeps all of it out'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  (mkdir fuzz && cd fuzz && package fuzz && lock fuzz && printf '[workspace]\n' >>Cargo.toml && echo 'fn main() {}' >build.rs)
  printf 'fuzz\ntarget\n' >.dockerignore
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
