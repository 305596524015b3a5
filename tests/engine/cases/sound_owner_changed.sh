# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a RUN behind the one that compiles gives the project to another owner'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD" 'RUN chown -R nobody /app'
}
edit() { say two; }
