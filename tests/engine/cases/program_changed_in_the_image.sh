# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a RUN of the final stage changes a text in the program'
EXPECT_1=('120 blocked' '0 unverified') WANT_1='greeting: two'
setup() {
  hello two
  compiles 'COPY . .' "$BUILD"
  sed -i "s|^CMD|RUN sed -i 's/greeting: two/greeting: one/' /usr/local/bin/app\n&|" Dockerfile
}
