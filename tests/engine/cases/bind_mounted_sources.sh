# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='sources and manifests are bind-mounted, the target folder is a cache mount, and ARG names the program'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  cat >Dockerfile <<TEXT
ARG APP_NAME=app
FROM rust:1-slim-bookworm AS build
ARG APP_NAME
WORKDIR /app
RUN --mount=type=bind,source=src,target=src \\
    --mount=type=bind,source=Cargo.toml,target=Cargo.toml \\
    --mount=type=bind,source=Cargo.lock,target=Cargo.lock \\
    --mount=type=cache,id=$RUN,target=/app/target/ \\
    --mount=type=cache,id=$RUN-registry,target=/usr/local/cargo/registry/ \\
    cargo build --locked --release --offline && cp ./target/release/\$APP_NAME /bin/server
FROM debian:bookworm-slim AS final
COPY --from=build /bin/server /bin/
CMD ["/bin/server"]
TEXT
}
edit() { say two && age; }
