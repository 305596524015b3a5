# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a new version makes the dependency layer run again, later than the sources are dated: its stub is what ships'
NEEDS=mounts
EXPECT_1=('120 blocked placeholder-main') WANT_1='greeting: one'
EXPECT_2=('120 blocked placeholder-main') WANT_2='greeting: two'
FROM_PATH=/app/app
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' \
    "RUN --mount=type=cache,id=$RUN,target=/usr/local/cargo/registry ${STUB#RUN } && rm -r src" 'COPY src ./src' \
    "RUN --mount=type=cache,id=$RUN,target=/usr/local/cargo/registry cargo build --release --offline && cp target/release/app /app/app"
  age
}
edit() { sed -i 's/"0\.1\./"0.2./' Cargo.toml Cargo.lock && say two && age '3 hours ago'; }
