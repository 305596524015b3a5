# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a tmpfs lies over the sources while another program is compiled'
NEEDS=mounts
EXPECT_1=('0 unverified' '120 blocked') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=tmpfs,target=/app/src echo 'fn main() { println!(\"greeting: two\"); }' >src/main.rs && cargo build --release --offline"
}
