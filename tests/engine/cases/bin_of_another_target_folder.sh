# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the dependency layer makes target/release/app of a stub; the program is built in another target folder, and never copied'
NEEDS=mounts
EXPECT_1=('120 blocked unbuilt-bin') WANT_1='greeting: one'
EXPECT_2=('120 blocked unbuilt-bin') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'ENV CARGO_TARGET_DIR=/cache/target' 'COPY src src' \
    "RUN --mount=type=cache,id=$RUN,target=/cache/target $TOUCH && cargo build --release --offline"
}
edit() { say two; }
