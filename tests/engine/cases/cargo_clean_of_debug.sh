# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the dependency layer ends with cargo clean of the package in another profile than the one that is built: the stub stays'
# shellcheck source=cargo_clean_of_release.sh
. "$CASES/cargo_clean_of_release.sh"
EXPECT_1=('120 blocked placeholder-main')
EXPECT_2=('120 blocked placeholder-main')
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'RUN cargo clean -p app --offline && rm -r src' 'COPY src src' "$BUILD"
  age
}
