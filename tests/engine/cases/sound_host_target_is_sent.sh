# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the context has a target folder of the host, which cargo does not take'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  rm .dockerignore && mkdir -p target/release && echo text >target/release/app && touch target/CACHEDIR.TAG
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
