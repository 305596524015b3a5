# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the build without features succeeds, the one with them fails before a pipe, and the first is what ships'
EXPECT_1=('120 blocked cargo failed|pipefail' '0 unverified') WANT_1='features: true'
setup() {
  hello one && printf '[features]\nproduction = []\n' >>Cargo.toml
  cat >src/main.rs <<'RUST'
fn main() {
    println!("features: {}", cfg!(feature = "production"));
}
#[cfg(feature = "production")]
fn broken() {
    let _number: u32 = "text";
}
RUST
  compiles 'COPY . .' "$BUILD" 'RUN cargo build --release --offline --features production 2>&1 | tee /log'
}
