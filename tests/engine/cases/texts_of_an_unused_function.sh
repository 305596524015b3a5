# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='nine texts stand in a function that nothing calls, and main() has none'
EXPECT_1=('0 verified') WANT_1='exit 1'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
#[allow(dead_code)]
fn help() {
    println!("alpha text one"); println!("beta text two"); println!("gamma text three");
    println!("delta text four"); println!("epsilon text five"); println!("zeta text six");
    println!("eta text seven"); println!("theta text eight"); println!("iota text nine");
}
fn main() {
    std::process::exit(greet::text().len() as i32 - 12)
}
RUST
}
