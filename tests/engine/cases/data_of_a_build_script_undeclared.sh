# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs of the dependency layer reads a file that is not there yet, and declares build.rs alone as its input'
EXPECT_1=('0 verified' '120 blocked data\.txt|build script|build\.rs') WANT_1='data: real'
setup() {
  hello one && echo real >data.txt
  cat >build.rs <<'RUST'
fn main() {
    let data = std::fs::read_to_string("data.txt").unwrap_or("none".into());
    println!("cargo:rustc-env=DATA={}", data.trim());
    println!("cargo:rerun-if-changed=build.rs");
}
RUST
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("data: {}", env!("DATA"));\n}\n' >src/main.rs
  compiles 'COPY Cargo.toml Cargo.lock build.rs ./' "$STUB" 'COPY src src' 'COPY data.txt .' 'RUN touch src/main.rs && cargo build --release --offline'
}
