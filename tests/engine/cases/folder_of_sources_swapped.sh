# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the compiling RUN puts another folder in the place of the sources, and the sources back afterwards'
EXPECT_1=('120 blocked' '0 unverified') WANT_1='greeting: two'
setup() {
  hello two
  compiles 'COPY . /context' "RUN cp -r /context/. . && mv src kept && mkdir src && echo 'fn main() { println!(\"greeting: one\"); }' >src/main.rs && cargo build --release --offline && rm -r src && mv kept src"
}
