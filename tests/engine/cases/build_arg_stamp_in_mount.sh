# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs puts a build argument into the program and declares build.rs alone as its input; the target folder is a cache mount'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='built from aaaaaaa'
EXPECT_2=('0 verified') WANT_2='built from bbbbbbb'
EXPECT_3=('0 verified') WANT_3='now from ccccccc'
FROM_PATH=/usr/local/bin/app
ARGUMENTS=(--build-arg GIT_SHA=aaaaaaa)
setup() {
  hello one
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("built from {}", env!("APP_SHA"));\n}\n' >src/main.rs
  cat >build.rs <<'RUST'
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let sha = std::env::var("GIT_SHA").unwrap_or_else(|_| "unknown".into());
    println!("cargo:rustc-env=APP_SHA={}", sha);
}
RUST
  compiles 'COPY . .' 'ARG GIT_SHA' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --release --offline && cp target/release/app /usr/local/bin/app"
}
edit() {
  case $1 in
    2) ARGUMENTS=(--build-arg GIT_SHA=bbbbbbb) ;;
    3) ARGUMENTS=(--build-arg GIT_SHA=ccccccc) && sed -i 's/built from/now from/' src/main.rs ;;
  esac
}
