# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs reads a file whose name it puts together; that file is edited with its size and time kept, then with a new time'
EXPECT_1=('0 verified') WANT_1='word: one'
EXPECT_2=('0 verified') WANT_2='word: two'
EXPECT_3=('0 verified') WANT_3='word: ten more'
setup() {
  hello one && mkdir data && echo 'word: one' >data/words.txt
  cat >build.rs <<'RUST'
use std::{env, fs, path::Path};
fn main() {
    let file = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("data").join("words.txt");
    println!("cargo:rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).unwrap();
    let made = Path::new(&env::var("OUT_DIR").unwrap()).join("words.rs");
    fs::write(made, format!("pub const WORD: &str = {:?};", text.trim())).unwrap();
}
RUST
  printf 'include!(concat!(env!("OUT_DIR"), "/words.rs"));\npub fn text() -> &%sstatic str {\n    WORD\n}\n' "'" >src/greet.rs
  compiles 'COPY . .' "$BUILD"
  age
}
edit() {
  case $1 in
    2) edit_keeping_time data/words.txt 's/one/two/' ;;
    3) echo 'word: ten more' >data/words.txt ;;
  esac
}
