# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the program is built in a cache mount, and copied by a later RUN without it: what lies there is the stub'
NEEDS=mounts
EXPECT_1=('120 blocked unbuilt-bin') WANT_1='greeting: one'
EXPECT_2=('120 blocked unbuilt-bin') WANT_2='greeting: two'
FROM_PATH=/usr/local/bin/app
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' \
    "RUN --mount=type=cache,id=$RUN,target=/app/target $TOUCH && cargo build --release --offline" 'RUN cp target/release/app /usr/local/bin/app'
}
edit() { say two; }
