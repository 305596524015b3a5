# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the workspace is built, and then one program of it'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD --workspace" "$BUILD --bin app"
}
edit() { say two; }
