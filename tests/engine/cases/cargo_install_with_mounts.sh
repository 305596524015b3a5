# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo install with the registry of another image and the target folder as cache mounts; the edit is dated back'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
FROM_PATH=/opt/bin/app
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN-registry,target=/usr/local/cargo/registry,from=rust:1-slim-bookworm,source=/usr/local/cargo --mount=type=cache,target=/app/target,id=$RUN cargo install --path . --offline --locked --root /opt"
}
edit() { say two && age '1 day ago' src; }
