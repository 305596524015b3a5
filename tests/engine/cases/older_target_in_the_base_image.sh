# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the base image holds the target folder of older sources; the edit is dated earlier than those were compiled'
EXPECT_1=('0 verified' '120 blocked stale-base') WANT_1='greeting: two'
EXPECT_2=("${EXPECT_1[@]}") WANT_2='greeting: six'
setup() {
  hello one
  age
  printf '%s\n' 'FROM rust:1-slim-bookworm' 'WORKDIR /app' 'COPY . .' "$BUILD" >Dockerfile.base
  docker_build -t "$TAG-base" -f Dockerfile.base .
  compiles 'COPY . .' "$BUILD -q"
  sed -i "1s|rust:1-slim-bookworm|$TAG-base|" Dockerfile
  edit_dated_back src/greet.rs 's/one/two/'
}
edit() { edit_dated_back src/greet.rs 's/two/six/'; }
