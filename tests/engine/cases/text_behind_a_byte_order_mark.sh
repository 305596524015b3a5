# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='src/main.rs begins with a byte order mark'
EXPECT_1=('0 verified') WANT_1='greeting: one'
setup() { hello one && compiles 'COPY . .' "$BUILD" && sed -i '1s/^/\xef\xbb\xbf/' src/main.rs; }
