# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='other files are copied into the folder of the sources, behind the RUN that compiles'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  mkdir assets && echo asset >assets/a
  compiles 'COPY . .' "$BUILD" 'COPY assets src/assets'
}
edit() { say two; }
