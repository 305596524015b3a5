# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a folder of programs is copied without a slash at its end, and a shell is what starts; cargo'"'"'s folders are cache mounts'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
COMMAND=(/srv/bin/app)
setup() {
  hello one
  cat >Dockerfile <<TEXT
FROM rust:1-slim-bookworm AS rust
ENV CARGO_HOME=/cargo CARGO_TARGET_DIR=/target CARGO_INCREMENTAL=0
WORKDIR /srv
COPY . .
ARG NAME=$RUN
ENV FOLDER=/srv/bin
RUN mkdir -p \${FOLDER}
RUN --mount=type=cache,id=cargo-\${NAME},target=/cargo \\
    --mount=type=cache,id=target-\${NAME},target=/target \\
    cargo build --release --offline -p app && cp /target/release/app \${FOLDER}/
FROM debian:bookworm-slim
COPY --from=rust /srv/bin/. /srv/bin/.
CMD ["/bin/bash"]
TEXT
}
edit() { say two && age '1 day ago' src; }
