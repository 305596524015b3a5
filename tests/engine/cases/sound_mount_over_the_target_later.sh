# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a later RUN mounts a cache over the target folder, and only looks into it'
NEEDS='mounts'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD" "RUN --mount=type=cache,target=/app/target,id=$RUN ls target"
}
edit() { say two; }
