# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a RUN copies the project to another folder, and compiles it there'
# What the RUN did between its copy and the compiler nothing tells.
EXPECT_1=('0 verified' '0 unverified no file of the context') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified no file of the context') WANT_2='greeting: two'
FROM_PATH=/build/target/release/app
setup() {
  hello one
  compiles 'COPY . /source' 'RUN cp -r /source /build && cd /build && cargo build --release --offline'
}
edit() { say two; }
