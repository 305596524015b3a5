# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo install with a root of its own'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/out/bin/app
setup() {
  hello one
  compiles 'COPY . .' 'RUN cargo install --offline --path . --root /out'
}
edit() { say two; }
