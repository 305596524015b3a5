# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the whole project with its target folder is copied from the stage that compiled it, and built again'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD" 'FROM rust:1-slim-bookworm AS again' 'WORKDIR /app' 'COPY --from=build /app /app' "$BUILD"
  sed -i 's|--from=build /app/target|--from=again /app/target|' Dockerfile
}
edit() { say two; }
