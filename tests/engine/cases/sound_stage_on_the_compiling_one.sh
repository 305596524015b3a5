# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a stage on top of the one that compiles builds again'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD" 'FROM build AS again' "$BUILD && strip target/release/app"
  sed -i 's/--from=build/--from=again/' Dockerfile
}
edit() { say two; }
