# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='another file is copied behind the first build, and the project is built a second time'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  echo text >README.md
  compiles 'COPY . .' "$BUILD" 'COPY README.md /README.md' "$BUILD && strip target/release/app"
}
edit() { say two; }
