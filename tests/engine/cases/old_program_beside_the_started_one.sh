# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='what starts is new, and calls a program of the same project, which comes from elsewhere and is old'
EXPECT_1=('120 blocked worker') WANT_1='worker: two'
setup() {
  hello two && mkdir src/bin
  echo 'fn main() { println!("worker: two"); }' >src/bin/worker.rs
  sed -i 's|^}|    std::process::Command::new("/usr/local/bin/worker").status().unwrap();\n}|' src/main.rs
  compiles 'COPY . .' "$BUILD"
  sed -i '1i FROM rust:1-slim-bookworm AS old\nRUN echo '"'fn main() { println!(\"worker: one\"); }'"' >/old.rs \&\& rustc -O -o /old /old.rs' Dockerfile
  sed -i 's|^CMD|COPY --from=old /old /usr/local/bin/worker\n&|' Dockerfile
}
