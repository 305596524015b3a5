# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the base image starts a released program of its own; the new one is put elsewhere, and never starts'
EXPECT_1=('0 verified' '120 blocked /usr/bin/app') WANT_1='greeting: one'
EXPECT_2=('120 blocked /usr/bin/app') WANT_2='greeting: two'
RELEASED=/usr/bin/app
setup() {
  hello one
  compiles 'COPY . .' "$BUILD --locked"
  sed "s|/usr/local/bin/app|$RELEASED|; s|^CMD.*|ENTRYPOINT [\"$RELEASED\"]|" Dockerfile >Dockerfile.base
  docker_build -t "$TAG-base" -f Dockerfile.base .
  sed -i "s|^FROM debian.*|FROM $TAG-base|; /^CMD/d" Dockerfile
}
edit() { say two; }
