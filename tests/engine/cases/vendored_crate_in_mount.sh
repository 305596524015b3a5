# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a vendored crate is edited, which cargo takes for unchangeable; the target folder is a cache mount'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='vendored: one'
EXPECT_2=('0 verified' '0 unverified' '120 blocked vendored') WANT_2='vendored: two'
FROM_PATH=/usr/local/bin/app
setup() {
  hello one && package vendored vendor/vendored && mkdir .cargo
  printf '[dependencies]\nvendored = "0.1"\n' >>Cargo.toml && rm Cargo.lock
  printf '[source.crates-io]\nreplace-with = "vendored"\n[source.vendored]\ndirectory = "vendor"\n' >.cargo/config.toml
  echo '{"files":{},"package":null}' >vendor/vendored/.cargo-checksum.json
  printf 'pub fn text() -> &%sstatic str {\n    "vendored: one"\n}\n' "'" >vendor/vendored/src/lib.rs
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("{}", vendored::text());\n}\n' >src/main.rs
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --offline --release && cp target/release/app /usr/local/bin/"
}
edit() { sed -i 's/one/two/' vendor/vendored/src/lib.rs && sed -i 's/starting/started/' src/main.rs; }
