# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN that compiles installs and strips the program, and removes most of the target folder'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out
setup() {
  hello one
  compiles 'COPY . .' "$BUILD && install -Dm755 target/release/app /out && strip /out && rm -rf target/release/build target/release/deps"
}
edit() { say two; }
