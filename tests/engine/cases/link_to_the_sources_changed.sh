# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='src is a link that the compiling RUN sets to one folder, and the next RUN to another'
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
setup() {
  hello one && mkdir first second && program one first && program two second && rm -r src
  compiles 'COPY . .' 'RUN ln -sfn first src && cargo build --release --offline' 'RUN ln -sfn second src'
}
