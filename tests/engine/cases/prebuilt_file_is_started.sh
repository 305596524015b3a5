# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the image starts ./app, a prebuilt file of the context, instead of the program that was compiled'
EXPECT_1=('120 blocked /srv/app') WANT_1='greeting: two'
setup() {
  hello one && build_elsewhere ./app && say two
  compiles 'COPY . .' "$BUILD"
  sed -i 's|^CMD.*|WORKDIR /srv\nCOPY . /srv\nCMD ["./app"]|' Dockerfile
}
