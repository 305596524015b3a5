# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo fails before || true; the stub of the dependency layer stays'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('120 blocked cargo failed') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB && rm -r src" 'COPY src src' "RUN $TOUCH; cargo build --release --offline || true"
}
edit() { say two && sed -i 's/greet::text()/greet::txet()/' src/main.rs; }
