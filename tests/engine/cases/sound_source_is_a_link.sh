# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='src/main.rs is a link to another folder of the project'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  mkdir shared && mv src/main.rs shared/start.rs && ln -s ../shared/start.rs src/main.rs
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
