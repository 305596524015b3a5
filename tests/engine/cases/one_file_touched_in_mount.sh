# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the target folder is a cache mount, and one file of two crates is touched; the edited library is dated back'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/usr/local/bin/app
setup() {
  two_crates one
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target touch server/src/main.rs && cargo build --release --offline && cp target/release/app /usr/local/bin/"
}
# A program in server/, and the library that it calls in library/.
two_crates() {
  package app server && package library library && lock 'app library' library
  printf '[dependencies]\nlibrary = { path = "../library" }\n' >>server/Cargo.toml
  printf '[workspace]\nmembers = ["server", "library"]\n' >Cargo.toml
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("{}", library::text());\n}\n' >server/src/main.rs
  library "$1"
}
library() { printf 'pub fn text() -> String {\n    String::from("greeting: %s")\n}\n' "$1" >library/src/lib.rs; }
edit() { library two && age '3 hours ago'; }
