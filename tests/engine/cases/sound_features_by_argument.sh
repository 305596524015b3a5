# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a build argument says which features are built, one and the other in turn'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: x'
EXPECT_3=('0 verified') WANT_3='greeting: one'
setup() {
  hello one && printf '[features]\nx = []\n' >>Cargo.toml
  printf 'pub fn text() -> &%sstatic str {\n    if cfg!(feature = "x") { "greeting: x" } else { "greeting: one" }\n}\n' "'" >src/greet.rs
  compiles 'COPY . .' 'ARG FEATURES=' "$BUILD --features \"\$FEATURES\""
}
edit() {
  case $1 in
    2) ARGUMENTS=(--build-arg FEATURES=x) ;;
    3) ARGUMENTS=() ;;
  esac
}
