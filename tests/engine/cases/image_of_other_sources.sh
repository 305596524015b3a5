# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='verify --against passes the image of these very sources, and neither that of others nor one of which there is no record'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() { hello one && compiles 'COPY . .' "$BUILD"; }
verify_against() { # CODE
  run "$CB21" verify --against . "$TAG"
  [ "$CODE" -eq "$1" ] || fail "$CASE: verify --against ended with $CODE, expected $1"
}
judge() {
  verify_against 0
  (export XDG_STATE_HOME=$SCRATCH/empty && verify_against 120)
  say two
  verify_against 120
}
