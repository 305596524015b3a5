# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='.cargo/config.toml makes cargo quiet'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  mkdir .cargo && printf '[term]\nquiet = true\n' >.cargo/config.toml
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
