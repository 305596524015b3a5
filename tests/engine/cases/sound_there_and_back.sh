# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='an edit dated back, and back to the file as it was'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
EXPECT_3=('0 verified') WANT_3='greeting: one'
setup() { hello one && compiles 'COPY . .' "$BUILD" && age && cp -a src/greet.rs "$SCRATCH/kept"; }
edit() {
  case $1 in
    2) edit_dated_back src/greet.rs 's/one/two/' ;;
    3) cp -a "$SCRATCH/kept" src/greet.rs ;;
  esac
}
