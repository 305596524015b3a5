# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs puts the commit of .git into the program; the target folder is a cache mount, and a commit changes no source'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='commit '
EXPECT_2=('0 verified') WANT_2='commit '
FROM_PATH=/usr/local/bin/app
setup() {
  hello one
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("commit {}", env!("APP_COMMIT"));\n}\n' >src/main.rs
  cat >build.rs <<'RUST'
use std::fs;
fn main() {
    let head = fs::read_to_string(".git/HEAD").unwrap_or_default();
    let id = match head.trim().strip_prefix("ref: ") {
        Some(name) => fs::read_to_string(format!(".git/{}", name)).unwrap_or_default(),
        None => head,
    };
    println!("cargo:rustc-env=APP_COMMIT={}", id.trim());
}
RUST
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --release --offline && cp target/release/app /usr/local/bin/app"
  git init -q . && git add . && commit 1
}
commit() {
  git -c user.name=case -c user.email=case@example.invalid commit -q --allow-empty -m "commit $1"
  WANT_1='commit HEAD' WANT_2='commit HEAD'
}
edit() { commit 2; }
# Each combination commits at another time.
run_image() { timeout 20 docker run --rm --network none "$TAG" | sed "s/$(git rev-parse HEAD)/HEAD/"; }
