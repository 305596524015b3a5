# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the manifest gives the program a path, and src/main.rs belongs to nothing'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  sed 's/starting/started/; s/^mod greet;/#[path = "src\/greet.rs"]\nmod greet;/' src/main.rs >start.rs
  printf '[[bin]]\nname = "app"\npath = "start.rs"\n' >>Cargo.toml
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
