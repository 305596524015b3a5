# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='there is no Cargo.lock, and .dockerignore names it'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  rm Cargo.lock && echo Cargo.lock >.dockerignore
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
