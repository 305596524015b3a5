# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the first text of main() stands behind a constant that is false'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
const VERBOSE: bool = false;
fn main() {
    if VERBOSE {
        println!("verbose service is starting now");
    }
    println!("{}", greet::text());
}
RUST
}
