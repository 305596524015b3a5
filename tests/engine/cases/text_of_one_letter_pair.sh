# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the only text of main() has two letters, and the program is made small and stripped'
EXPECT_1=('0 verified') WANT_1='abgreeting: one'
setup() {
  hello one
  printf '[profile.release]\nstrip = true\npanic = "abort"\nopt-level = "z"\ncodegen-units = 1\n' >>Cargo.toml
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
fn main() {
    print!("ab");
    println!("{}", greet::text());
}
RUST
}
