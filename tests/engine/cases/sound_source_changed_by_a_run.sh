# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN that compiles puts a version into a source'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  sed -i 's/starting/starting __VERSION__/' src/main.rs
  compiles 'COPY . .' 'RUN sed -i s/__VERSION__/1.2/ src/main.rs && cargo build --release --offline'
}
edit() { say two; }
