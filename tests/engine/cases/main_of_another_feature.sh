# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='there are two functions main(), and the first is that of a feature which is not asked for'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  printf '[features]\ndevelopment = []\n' >>Cargo.toml
  compiles 'COPY . .' "$BUILD"
  cat >src/main.rs <<'RUST'
mod greet;
#[cfg(feature = "development")]
fn main() {
    println!("development main is starting");
}
#[cfg(not(feature = "development"))]
fn main() {
    println!("{}", greet::text());
}
RUST
}
