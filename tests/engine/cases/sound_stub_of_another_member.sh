# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='another member of the workspace is faked for cargo, and edited'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  rm -r Cargo.toml src && package app server && program one server/src && package worker worker && program one worker/src && lock app worker
  printf '[workspace]\nmembers = ["server", "worker"]\n' >Cargo.toml
  compiles 'COPY Cargo.toml Cargo.lock ./' 'COPY worker/Cargo.toml worker/' "RUN mkdir worker/src && echo 'fn main() {}' >worker/src/main.rs" 'COPY server server' 'RUN cargo build --release --locked --offline -p app'
}
edit() { say two server/src && say six worker/src; }
