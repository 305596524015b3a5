# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the flags give every program one build-id; what ships is the stripped program of another stage, which has it too'
EXPECT_1=('120 blocked' '0 unverified') WANT_1='greeting: two'
setup() {
  hello two
  mkdir .cargo && printf '[build]\nrustflags = ["-Clink-arg=-Wl,--build-id=0x0123456789abcdef0123456789abcdef01234567"]\n' >.cargo/config.toml
  cat >Dockerfile <<'TEXT'
FROM rust:1-slim-bookworm AS old
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
COPY .cargo .cargo
RUN mkdir src && echo 'fn main() { println!("greeting: one"); }' >src/main.rs && cargo build --release --offline && strip -o /old target/release/app
FROM rust:1-slim-bookworm AS build
WORKDIR /app
COPY . .
RUN cargo build --release --offline
FROM debian:bookworm-slim
COPY --from=old /old /usr/local/bin/app
CMD ["app"]
TEXT
}
