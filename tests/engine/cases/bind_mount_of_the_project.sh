# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the whole project is bind-mounted, writable; an edit keeps size and time'
NEEDS='mounts'
# The target folder goes with the mount, and with it all that cargo says.
EXPECT_1=('0 verified' '0 unverified cargo compiled') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified cargo compiled') WANT_2='greeting: two'
FROM_PATH=/out
setup() {
  hello one
  compiles 'RUN --mount=type=bind,target=/app,rw cargo build --release --offline && cp target/release/app /out'
}
edit() { edit_keeping_time src/greet.rs 's/one/two/'; }
