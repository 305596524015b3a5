# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the program includes the bytes of another one of the workspace, which is the stub of the dependency layer'
EXPECT_1=('0 verified' '120 blocked guest') WANT_1='guest: two'
setup() {
  package guest guest && package app host && lock app guest
  printf '[workspace]\nmembers = ["guest", "host"]\n' >Cargo.toml
  echo 'fn main() { println!("guest: two"); }' >guest/src/main.rs
  cat >host/src/main.rs <<'RUST'
static GUEST: &[u8] = include_bytes!("../../target/release/guest");
fn main() {
    let is_new = GUEST.windows(10).any(|bytes| bytes == b"guest: two");
    println!("{}", if is_new { "guest: two" } else { "guest: one" });
}
RUST
  compiles 'COPY Cargo.toml Cargo.lock ./' 'COPY guest/Cargo.toml guest/' 'COPY host host' \
    "RUN mkdir guest/src && echo 'fn main() { println!(\"guest: one\"); }' >guest/src/main.rs && cargo build --release --offline -p guest" \
    'COPY guest guest' 'RUN touch -d @1 guest/src/main.rs; cargo build --release --offline -p guest && cargo build --release --offline -p app'
  age
}
