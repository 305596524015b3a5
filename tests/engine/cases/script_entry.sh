# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a script of the context starts the program that was compiled'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one && echo 'exec /usr/local/bin/app' >run.sh
  compiles 'COPY . .' "$BUILD"
  sed -i 's|^CMD.*|COPY run.sh /run.sh\nENTRYPOINT ["sh", "/run.sh"]|' Dockerfile
}
edit() { say two; }
