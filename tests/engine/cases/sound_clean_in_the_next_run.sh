# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN behind the one that compiles runs cargo clean'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out
setup() { hello one && compiles 'COPY . .' "$BUILD && cp target/release/app /out" 'RUN cargo clean --offline'; }
edit() { say two; }
