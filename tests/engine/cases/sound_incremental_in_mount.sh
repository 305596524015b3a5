# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a debug build is incremental in a cache mount; edits keep size and time, are dated back, and then nothing changes'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
EXPECT_3=('0 verified') WANT_3='greeting: six'
EXPECT_4=('0 verified') WANT_4='greeting: six'
FROM_PATH=/out
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=cache,target=/app/target,id=$RUN CARGO_INCREMENTAL=1 cargo build --offline && cp target/debug/app /out"
  age
}
edit() {
  case $1 in
    2) edit_keeping_time src/greet.rs 's/one/two/' ;;
    3) edit_dated_back src/greet.rs 's/two/six/' ;;
  esac
}
judge() { [ "$1" != 4 ] || [ "$(decided)" = fresh ] || fail "$CASE, build $1: decided $(decided), expected fresh"; }
