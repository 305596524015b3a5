# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the RUN that compiles copies the program out and removes the target folder: nothing is left to read'
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified') WANT_2='greeting: two'
FROM_PATH=/out
RECIPE='cargo build --release --offline && cp target/release/app /out && rm -rf target'
setup() { hello one && compiles 'COPY . .' "RUN $RECIPE"; }
edit() { say two; }
