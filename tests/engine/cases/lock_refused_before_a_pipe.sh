# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo --locked refuses the edited manifest before a pipe; the target folder is a cache mount, and holds the last program'
NEEDS=mounts
MAY_DIFFER='in a mount that is new, there is no last program to copy, and docker fails'
EXPECT_1=('0 verified') WANT_1='production: false'
EXPECT_2=('120 blocked' '0 unverified' '1 not-built') WANT_2='production: true'
FROM_PATH=/out
setup() {
  hello one && printf '[features]\ndefault = []\nproduction = []\n' >>Cargo.toml
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("production: {}", cfg!(feature = "production"));\n}\n' >src/main.rs
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --locked --release --offline 2>&1 | tee /log; cp target/release/app /out"
}
edit() { sed -i 's/^default.*/default = ["production"]/; s/"0\.1\./"0.2./' Cargo.toml; }
