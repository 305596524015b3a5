# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='two programs are shipped in one folder, and a link says which of them starts; only the link changes, with the classic builder'
EXPECT_1=('0 verified') WANT_1='blue service'
EXPECT_2=('0 verified') WANT_2='green service'
export DOCKER_BUILDKIT=0
setup() {
  local colour
  package app && lock app && mkdir src/bin && echo blue >ACTIVE
  for colour in blue green; do
    printf 'fn main() {\n    println!("%s service v{} starting", env!("CARGO_PKG_VERSION"));\n}\n' $colour >src/bin/$colour.rs
  done
  cat >Dockerfile <<'TEXT'
FROM rust:1-slim-bookworm AS build
WORKDIR /app
COPY Cargo.toml Cargo.lock ./
COPY src src
RUN cargo build --release --offline --locked && mkdir /out && cp target/release/blue target/release/green /out/
COPY ACTIVE ./
RUN ln -s $(cat ACTIVE) /out/active
FROM debian:bookworm-slim
COPY --from=build /out /opt/app
ENTRYPOINT ["/opt/app/active"]
TEXT
}
edit() { echo green >ACTIVE; }
