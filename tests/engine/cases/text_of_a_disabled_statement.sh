# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the first statement of main() is compiled in debug builds alone'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
fn main() {
    #[cfg(debug_assertions)]
    println!("debug build of the service, do not deploy");
    println!("{}", greet::text());
}
RUST
}
