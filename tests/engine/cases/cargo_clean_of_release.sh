# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the dependency layer ends with cargo clean of the package, in the profile that is built'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'RUN cargo clean --release -p app --offline && rm -r src' 'COPY src src' "$BUILD"
  age
}
edit() { say two && age '2 hours ago'; }
