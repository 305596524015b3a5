# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a text of main() stands behind the end of the program'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
fn main() {
    println!("{}", greet::text());
    std::process::exit(0);
    #[allow(unreachable_code)]
    {
        println!("a text that is never reached");
    }
}
RUST
}
