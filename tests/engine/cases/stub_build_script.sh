# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the dependency layer compiles a stub build.rs too; afterwards main.rs alone is touched'
EXPECT_1=('0 verified' '120 blocked placeholder-main.*build\.rs|build\.rs.*placeholder-main') WANT_1='channel: one'
EXPECT_2=("${EXPECT_1[@]}") WANT_2='channel: two'
setup() {
  hello one && channel one
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("channel: {}", option_env!("APP_CHANNEL").unwrap_or("none"));\n}\n' >src/main.rs
  compiles 'COPY Cargo.toml Cargo.lock ./' \
    "RUN mkdir src && echo 'fn main() {}' | tee src/main.rs >build.rs && cargo build --release --offline --locked" \
    'COPY build.rs ./' 'COPY src src' 'RUN touch src/main.rs && cargo build --release --offline --locked'
  age
}
channel() {
  printf 'fn main() {\n    println!("cargo:rerun-if-changed=build.rs");\n    println!("cargo:rustc-env=APP_CHANNEL=%s");\n}\n' "$1" >build.rs
}
edit() { channel two && age '2 hours ago'; }
