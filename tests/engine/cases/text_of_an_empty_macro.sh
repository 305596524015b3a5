# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the first statement of main() is a macro of the project that drops its text'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
macro_rules! info {
    ($($word:tt)*) => {};
}
fn main() {
    info!("service starting with a macro of its own");
    println!("{}", greet::text());
}
RUST
}
