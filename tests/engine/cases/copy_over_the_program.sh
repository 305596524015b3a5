# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a folder of the context is copied over the root of the image, with an old program in the place of the new one'
EXPECT_1=('120 blocked /usr/local/bin/app') WANT_1='greeting: two'
setup() {
  hello one && build_elsewhere rootfs/usr/local/bin/app && say two
  compiles 'COPY . .' "$BUILD"
  sed -i 's|^CMD|COPY rootfs/ /\n&|' Dockerfile
}
