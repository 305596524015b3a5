# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='what is compiled comes out of an archive of the context, which a RUN unpacks'
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
setup() {
  hello one && tar -cf sources.tar src && rm -r src
  compiles 'COPY . .' "RUN tar -xf sources.tar && cargo build --release --offline"
}
