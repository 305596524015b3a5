# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='build.rs writes a source that is checked in as well'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  echo 'pub const TEXT: &str = "checked in";' >src/made.rs && sed -i '1i mod made;' src/main.rs && sed -i 's/^}/    println!("{}", made::TEXT);\n}/' src/main.rs
  printf '%s\n' 'fn main() { std::fs::write("src/made.rs", "pub const TEXT: &str = \"generated\";\n").unwrap(); println!("cargo:rerun-if-changed=build.rs"); }' >build.rs
  compiles 'COPY . .' "$BUILD"
}
edit() { say two; }
