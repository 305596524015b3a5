# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the first text of main() stands behind a variable that is not set when it is compiled'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
fn main() {
    let value: Option<&str> = option_env!("A_VARIABLE_THAT_IS_NEVER_SET");
    if let Some(value) = value {
        println!("configured by variable at compile time {}", value);
    }
    println!("{}", greet::text());
}
RUST
}
