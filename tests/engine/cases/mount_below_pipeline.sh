# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the target folder is a cache mount in a place that a list of names took for another tool'"'"'s; edits are dated back'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
EXPECT_3=('0 verified') WANT_3='greeting: six'
FROM_PATH=/usr/local/bin/app PLACE=/pipeline MODE=''
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=$PLACE/target$MODE cargo build --release --locked --offline && cp target/release/app /usr/local/bin/"
  sed -i "s|^WORKDIR .*|WORKDIR $PLACE|" Dockerfile
  age
}
edit() {
  case $1 in
    2) edit_dated_back src/greet.rs 's/one/two/' ;;
    3) edit_dated_back src/greet.rs 's/two/six/' ;;
  esac
}
