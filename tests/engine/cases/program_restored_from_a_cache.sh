# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN copies the target folder out of a cache mount and back, so that its times say nothing'
NEEDS=mounts
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified' '120 blocked') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/kept (cp -r /kept/target . 2>/dev/null || true); cargo build --release --offline && rm -rf /kept/target && cp -r target /kept/"
}
edit() { sleep 1 && say two; }
