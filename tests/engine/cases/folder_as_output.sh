# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the output is a folder, whose program is looked at; what is stale is not written there'
# Also on ctr: what is looked at there is an index.
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
EXPECT_3=('120 blocked placeholder-main') WANT_3='greeting: two'
ARGUMENTS=(--output out)
setup() { hello one && echo out >>.dockerignore && compiles 'COPY . .' "$BUILD"; }
edit() {
  case $1 in
    2) edit_keeping_time src/greet.rs 's/one/two/' ;;
    3) compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "$BUILD" && age '1 day ago' src ;;
  esac
}
run_image() { [ ! -e out/usr/local/bin/app ] || out/usr/local/bin/app; }
