# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='.cargo/config.toml sets what the program says, and .dockerignore keeps it out'
EXPECT_1=('120 blocked ignored-input') WANT_1='mode: one'
EXPECT_2=('120 blocked ignored-input') WANT_2='mode: two'
setup() {
  hello one
  mkdir .cargo && printf '[env]\nAPP_MODE = "one"\n' >.cargo/config.toml && printf 'target\n.*\n' >.dockerignore
  printf 'fn main() {\n    println!("app v{} starting", env!("CARGO_PKG_VERSION"));\n    println!("mode: {}", option_env!("APP_MODE").unwrap_or("none"));\n}\n' >src/main.rs
  compiles 'COPY . .' "$BUILD --locked"
}
edit() { sed -i 's/one/two/' .cargo/config.toml; }
