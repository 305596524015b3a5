# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN that compiles moves the program out of the target folder'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out
setup() {
  hello one
  compiles 'COPY . .' "$BUILD && mv target/release/app /out"
}
edit() { say two; }
