# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a stub, a touch before the build, and another touch of the source behind it'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB && rm -r src" 'COPY src src' "RUN $TOUCH && cargo build --release --offline" 'RUN touch src/main.rs'
}
edit() { say two; }
