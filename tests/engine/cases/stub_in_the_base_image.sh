# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the base image of the dependencies has compiled a stub of this very package'
EXPECT_1=('0 verified' '120 blocked stale-base') WANT_1='greeting: one'
EXPECT_2=("${EXPECT_1[@]}") WANT_2='greeting: two'
setup() {
  hello one
  age
  printf '%s\n' 'FROM rust:1-slim-bookworm' 'WORKDIR /app' 'COPY Cargo.toml Cargo.lock ./' "$STUB && rm -r src" >Dockerfile.dependencies
  docker_build -t "$TAG-dependencies" -f Dockerfile.dependencies .
  compiles 'COPY src src' "$BUILD"
  sed -i "1s|rust:1-slim-bookworm|$TAG-dependencies|" Dockerfile
}
edit() { say two && age '2 hours ago'; }
