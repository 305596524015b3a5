# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='an ARG stands before the first FROM alone, so that no stage has its value; the program says unknown, and cb21 says why'
EXPECT_1=('0 verified GIT_SHA.*stage') WANT_1='built from unknown'
EXPECT_2=('0 verified') WANT_2='built from unknown'
ARGUMENTS=(--build-arg GIT_SHA=aaaaaaa)
setup() {
  hello one
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("built from {}", option_env!("GIT_SHA").unwrap_or("unknown"));\n}\n' >src/main.rs
  compiles 'COPY . .' "$BUILD"
  sed -i '1i ARG GIT_SHA=unset' Dockerfile
}
edit() { ARGUMENTS=(--build-arg GIT_SHA=bbbbbbb) && touch src/main.rs; }
