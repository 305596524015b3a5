# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='after the build, another program is copied over target/release/app, into the file that is linked there'
EXPECT_1=('120 blocked' '0 unverified') WANT_1='greeting: two'
setup() {
  hello two
  compiles 'COPY . .' "RUN echo 'fn main() { println!(\"greeting: one\"); }' >/old.rs && rustc -O -o /old /old.rs" \
    "$BUILD && cp /old target/release/app"
}
