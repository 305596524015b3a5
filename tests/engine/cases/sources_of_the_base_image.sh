# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the base image holds older sources, .dockerignore keeps the project'"'"'s from docker, and another folder of the context equals the old ones'
EXPECT_1=('120 blocked' '0 unverified') WANT_1='greeting: two'
setup() {
  hello two && mkdir -p .worktrees/other/src && program one .worktrees/other/src
  printf '%s\n' 'FROM rust:1-slim-bookworm' 'WORKDIR /app' 'COPY .worktrees/other/src src' >Dockerfile.base
  docker_build -t "$TAG-base" -f Dockerfile.base .
  printf 'src\n' >.dockerignore
  compiles 'COPY Cargo.toml Cargo.lock ./' "$BUILD"
  sed -i "1s|rust:1-slim-bookworm|$TAG-base|" Dockerfile
}
