# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='src is a link to another folder of the project; an edit keeps size and time'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  mv src real && ln -s real src
  compiles 'COPY . .' "$BUILD"
}
edit() { edit_keeping_time real/greet.rs 's/one/two/'; }
