# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='CB21_OFF is set where verification is required: the stub is not let out'
EXPECT_1=('120 blocked' '122 no-report CB21_OFF') WANT_1='greeting: one'
ARGUMENTS=(--cb21-verify required)
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "$BUILD"
  age
  switch_off
}
switch_off() { export CB21_OFF=true; }
