# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='nothing changes, three times: the image is the one that was verified, with provenance and without'
# Also on ctr: an index has another digest at each build there.
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: one'
EXPECT_3=('0 verified') WANT_3='greeting: one'
EXPECT_4=('0 verified') WANT_4='greeting: one'
setup() { hello one && compiles 'COPY . .' "${RECIPE:-$BUILD}" && age; }
edit() { [ "$1" -lt 3 ] || ! has contexts || ARGUMENTS=(--provenance=false); }
judge() {
  [ "$1" = 1 ] || [ "$(decided)" = fresh ] || fail "$CASE, build $1: decided $(decided), expected fresh"
  # Another provenance is another image, whose content is the same.
  [ "$1" = 1 ] || jq -e 'any(.proofs[]; .name == "same-image" and .result == "pass")' "$SCRATCH/$1.json" >/dev/null ||
    fail "$CASE, build $1: not the same image: $(jq -c .proofs "$SCRATCH/$1.json")"
}
