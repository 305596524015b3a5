# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the image holds an old program beside the new one, and a shell changes into its folder and starts it'
EXPECT_1=('120 blocked /opt/old/app') WANT_1='greeting: two'
STARTS='CMD ["bash", "-c", "cd /opt/old; ./app"]'
# The old program comes from another stage, where the compiler is called without cargo.
setup() {
  hello two
  compiles 'COPY . .' "$BUILD"
  sed -i '1i FROM rust:1-slim-bookworm AS old\nRUN echo '"'fn main() { println!(\"greeting: one\"); }'"' >/old.rs \&\& rustc -O -o /old /old.rs' Dockerfile
  sed -i "s|^CMD.*|COPY --from=old /old /opt/old/app\n$STARTS|" Dockerfile
  starter
}
starter() { :; }
