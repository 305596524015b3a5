# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='.cargo/config.toml sets another target folder'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/made/release/app
setup() {
  hello one
  mkdir .cargo && printf '[build]\ntarget-dir = "/made"\n' >.cargo/config.toml
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
