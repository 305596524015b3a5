# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='two branches are built at once in one target cache mount, whose sources are older than both builds'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified' '120 blocked') WANT_2='greeting: two'
FROM_PATH=/usr/local/bin/app
setup() {
  hello one
  printf 'fn main() {\n    std::thread::sleep(std::time::Duration::from_secs(2));\n    println!("cargo:rerun-if-changed=build.rs");\n}\n' >build.rs
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --release --offline && cp target/release/app /usr/local/bin/"
  age '2 hours ago'
}
edit() {
  cp -a . "$SCRATCH/other" && (cd "$SCRATCH/other" && say six && age '1 hour ago' src)
  say two && age '1 hour ago' src
  also_build "$SCRATCH/other" &
  ALSO=$!
  sleep 0.7
}
