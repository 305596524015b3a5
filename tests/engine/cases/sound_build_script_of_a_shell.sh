# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a script of the project calls cargo, and copies the program; an edit keeps size and time'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out
setup() {
  hello one
  printf 'set -e\ncargo build --release --offline\ncp target/release/app /out\n' >build.sh
  compiles 'COPY . .' 'RUN sh build.sh'
}
edit() { edit_keeping_time src/greet.rs 's/one/two/'; }
