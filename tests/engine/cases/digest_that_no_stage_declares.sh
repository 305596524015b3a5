# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='ARG CB21_SOURCE_DIGEST stands before the first FROM alone, so that no stage has its value; cb21 says so'
EXPECT_1=('0 verified CB21_SOURCE_DIGEST.*stage') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  sed -i 's|^}|    println!("{}", option_env!("CB21_SOURCE_DIGEST").unwrap_or("no digest"));\n}|' src/main.rs
  compiles 'COPY . .' "$BUILD"
  sed -i '1i ARG CB21_SOURCE_DIGEST' Dockerfile
}
edit() { say two; }
