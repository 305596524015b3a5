# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs declares nothing; the target folder is a cache mount, its data is edited and dated back, and so is everything else'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='data: one'
EXPECT_2=('0 verified' '0 unverified' '120 blocked') WANT_2='data: two'
FROM_PATH=/usr/local/bin/app
setup() {
  hello one && echo one >data.txt
  printf 'fn main() {\n    println!("cargo:rustc-env=DATA={}", std::fs::read_to_string("data.txt").unwrap().trim());\n}\n' >build.rs
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("data: {}", env!("DATA"));\n}\n' >src/main.rs
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --release --offline && cp target/release/app /usr/local/bin/"
}
edit() { echo two >data.txt && sed -i 's/starting/started/' src/main.rs && touch -d '3 hours ago' data.txt build.rs; }
