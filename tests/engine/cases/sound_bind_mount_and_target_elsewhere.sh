# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the whole project is bind-mounted, and compiled into a folder elsewhere; an edit keeps size and time'
NEEDS='mounts'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/made/release/app
setup() {
  hello one
  compiles 'RUN --mount=type=bind,target=. cargo build --release --offline --target-dir /made'
}
edit() { edit_keeping_time src/greet.rs 's/one/two/'; }
