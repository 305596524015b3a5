# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a source is a secret, which docker'"'"'s cache does not know: the second build has another one'
NEEDS=mounts
EXPECT_1=('0 verified' '0 unverified secret|greet\.rs|conf\.rs') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified secret|conf\.rs' '120 blocked secret|conf\.rs') WANT_2='greeting: two'
setup() {
  hello one
  sed -i 's/mod greet;/mod conf;/; s/greet::text/conf::text/' src/main.rs && mv src/greet.rs "$SCRATCH/conf.rs"
  ARGUMENTS=(--secret "id=conf,src=$SCRATCH/conf.rs")
  compiles 'COPY . .' 'RUN --mount=type=secret,id=conf,target=/app/src/conf.rs cargo build --release --offline'
}
edit() { sed -i 's/one/two/' "$SCRATCH/conf.rs"; }
