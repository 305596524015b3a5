# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='every file is touched in order of its name, those of the target folder last, so that the stub is newer than the sources'
EXPECT_1=('0 verified' '120 blocked placeholder-main|starting' '0 unverified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' 'RUN find . -type f | sort | xargs touch; cargo build --release --offline'
  age
}
