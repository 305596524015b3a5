# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='all texts stand in debug!(), which a feature of the crate log compiles away'
EXPECT_1=('0 verified') WANT_1='exit 1'
setup() {
  hello one && rm Cargo.lock && mkdir .cargo
  printf '[dependencies]\nlog = { version = "0.4", features = ["release_max_level_off"] }\n' >>Cargo.toml
  printf '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "/usr/share/cargo/registry"\n' >.cargo/config.toml
  cat >src/main.rs <<'RUST'
mod greet;
use log::debug;
fn main() {
    debug!("alpha text one");
    work();
    std::process::exit(greet::text().len() as i32 - 12)
}
fn work() {
    debug!("beta text two"); debug!("gamma text three"); debug!("delta text four"); debug!("epsilon text five");
    debug!("zeta text six"); debug!("eta text seven"); debug!("theta text eight"); debug!("iota text nine");
}
RUST
  compiles 'COPY . .' "$BUILD"
}
