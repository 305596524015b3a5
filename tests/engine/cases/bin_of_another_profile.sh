# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the dependency layer makes target/release/app of a stub; the program is built in another profile, and never copied'
EXPECT_1=('120 blocked unbuilt-bin') WANT_1='greeting: one'
EXPECT_2=('120 blocked unbuilt-bin') WANT_2='greeting: two'
setup() {
  hello one
  printf '\n[profile.dist]\ninherits = "release"\nlto = true\n' >>Cargo.toml
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "RUN $TOUCH && cargo build --profile dist --offline"
}
edit() { say two; }
