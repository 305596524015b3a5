# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the program has no build-id, and is stripped'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out
setup() {
  hello one
  compiles 'COPY . .' 'RUN RUSTFLAGS=-Clink-arg=-Wl,--build-id=none cargo build --release --offline && strip -o /out target/release/app'
}
edit() { say two; }
