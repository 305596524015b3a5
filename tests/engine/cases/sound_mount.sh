# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the target folder is a cache mount'
NEEDS='mounts'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=cache,target=/app/target,id=$RUN cargo build --release --offline && cp target/release/app /out"
}
edit() { say two; }
