# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the stage below runs the tests, the next one compiles'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' 'RUN cargo test --release --offline' 'FROM build AS again' "$BUILD"
  sed -i 's/--from=build/--from=again/' Dockerfile
}
edit() { say two; }
