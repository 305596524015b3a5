# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='what is pushed is what was proved: a sound program, and then a stub, which the registry never sees'
# Also on ctr: what is pushed there is an index.
NEEDS=contexts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('120 blocked placeholder-main') WANT_2='greeting: one'
ARGUMENTS=(--push)
setup() { start_registry && TAG=$REGISTRY/app:1 && hello one && compiles 'COPY . .' "$BUILD"; }
edit() {
  TAG=$REGISTRY/app:2
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "$BUILD" && age
}
judge() {
  case $1 in
    1) [ "$(in_registry app:1)" != nothing ] || fail "$CASE: the registry has no app:1" ;;
    2) [ "$(in_registry app:2)" = nothing ] || fail "$CASE: the registry has app:2" ;;
  esac
}
