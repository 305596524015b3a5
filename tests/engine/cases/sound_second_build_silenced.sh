# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a second build is silenced, and may fail'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD" 'USER nobody' 'COPY --chown=nobody Cargo.toml /tmp/Cargo.toml' 'RUN cargo build --release --offline 2>/dev/null || true'
}
edit() { say two; }
