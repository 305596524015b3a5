# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='sources are dated to 2038, 1975 and 1960; edits keep size and time'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
EXPECT_3=('0 verified') WANT_3='greeting: two'
EXPECT_4=('0 verified') WANT_4='greeting: six'
setup() { hello one && compiles 'COPY . .' "$BUILD" && touch -d 2038-01-01 src/greet.rs && touch -d 1975-01-01 src/main.rs; }
edit() {
  case $1 in
    2) edit_keeping_time src/greet.rs 's/one/two/' ;;
    3) touch -d 1960-01-01 src/greet.rs ;;
    4) edit_keeping_time src/greet.rs 's/two/six/' ;;
  esac
}
