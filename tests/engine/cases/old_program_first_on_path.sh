# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the base image has an old program of the same name earlier on PATH'
EXPECT_1=('120 blocked /usr/local/bin/app') WANT_1='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  docker_build -t "$TAG-base" .
  say two
  sed -i "s|^FROM debian.*|FROM $TAG-base|; s|/usr/local/bin/app|/usr/bin/app|" Dockerfile
}
