# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='after the stub, cargo rustc only prints the configuration: that renews the unit'"'"'s time, and makes no program'
EXPECT_1=('0 verified' '120 blocked' '0 unverified') WANT_1='greeting: two'
LAST='; cargo build --release --offline'
setup() {
  hello two
  compiles 'COPY Cargo.toml Cargo.lock ./' "RUN mkdir src && echo 'fn main() { println!(\"greeting: one\"); }' >src/main.rs && cargo build --release --offline" \
    'COPY src src' "RUN touch src/main.rs; cargo rustc --release --offline -- --print cfg >/dev/null$LAST"
  age
}
