# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the first text of main() goes over three lines, which end as on Windows'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() {
  hello one
  compiles 'COPY . .' "$BUILD"
  printf '%s\r\n' 'mod greet;' 'fn main() {' '    println!("first banner line' 'second banner line of text' 'third");' '    println!("{}", greet::text());' '}' >src/main.rs
}
