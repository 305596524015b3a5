# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the user asks for verification; the project'"'"'s own file names a marker that every program has, and a program that is there'
EXPECT_1=('120 blocked placeholder-main') WANT_1='greeting: one'
CONFIGURATION='binary = /bin/true\nmarker = GLIBC\n'
setup() {
  mkdir -p "$XDG_CONFIG_HOME/cb21" && echo 'verify = required' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
  hello one && printf '%b' "$CONFIGURATION" >cb21.conf
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "$BUILD"
  age
}
