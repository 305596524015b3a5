# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a script of the base image changes into a folder and starts an old program there in a loop'
EXPECT_1=('120 blocked /opt/app/app') WANT_1='greeting: two'
setup() {
  hello two
  cat >Dockerfile.base <<'TEXT'
FROM rust:1-slim-bookworm AS build
RUN echo 'fn main() { println!("greeting: one"); }' >/old.rs && rustc -O -o /old /old.rs && \
    printf '#!/bin/sh\ncd /opt/app\nfor i in 1; do ./app "$@"; done\n' >/run.sh && chmod +x /run.sh
FROM debian:bookworm-slim
COPY --from=build /old /opt/app/app
COPY --from=build /run.sh /run.sh
ENTRYPOINT ["/run.sh"]
TEXT
  docker_build -t "$TAG-base" -f Dockerfile.base .
  compiles 'COPY . .' "$BUILD"
  sed -i "s|^FROM debian.*|FROM $TAG-base|; /^CMD/d" Dockerfile
}
