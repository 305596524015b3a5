# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='examples, tests and another package are edited, which the Dockerfile does not copy'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  mkdir examples tests && echo 'fn main() {}' >examples/example.rs && package other other && echo 'fn main() {}' >other/src/main.rs
  compiles 'COPY Cargo.toml Cargo.lock ./' 'COPY --chown=1000:1000 src ./src/' "$BUILD"
}
edit() {
  say two && echo 'fn main() { println!(); }' | tee examples/example.rs >other/src/main.rs
  printf '#[test]\nfn passes() {}\n' >tests/test.rs
}
