# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='of the only text of main() the program needs its length alone'
EXPECT_1=('0 verified') WANT_1='21 greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
fn main() {
    let text = String::from("alpha beta gamma delt");
    println!("{} {}", text.len(), greet::text());
}
RUST
}
