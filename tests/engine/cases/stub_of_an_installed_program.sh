# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo install in the official image, which starts it from cargo'"'"'s own folder; what it installs is the stub, and prints nothing'
EXPECT_1=('120 blocked placeholder-main') WANT_1='CASE_NAME is not set'
FIRST=$STUB
setup() {
  package app && lock app
  cat >src/main.rs <<'RUST'
fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        std::process::exit(2);
    }
}
fn run() -> Result<(), String> {
    std::env::var("CASE_NAME").map(|_| ()).map_err(|_| "CASE_NAME is not set".to_string())
}
RUST
  printf '%s\n' 'FROM rust:1-slim-bookworm' 'WORKDIR /app' 'COPY Cargo.toml Cargo.lock ./' "$FIRST" 'COPY . .' \
    'RUN cargo install --locked --offline --path .' 'CMD ["app"]' >Dockerfile
  age '2 days ago'
}
