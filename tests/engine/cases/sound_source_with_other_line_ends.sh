# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN that compiles gives a source other line ends'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  sed -i 's/$/\r/' src/main.rs
  compiles 'COPY . .' 'RUN sed -i "s/\\r$//" src/main.rs && cargo build --release --offline'
}
edit() { say two; }
