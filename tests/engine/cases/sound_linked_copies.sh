# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='COPY --link of the whole project, and of the program'
NEEDS='link'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY --link . .' "$BUILD"
  sed -i 's/^COPY --from/COPY --link --from/' Dockerfile
}
edit() { say two; }
