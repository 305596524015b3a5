# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the sources are copied a second time, behind the RUN that compiles'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD" 'COPY . .'
}
edit() { say two; }
