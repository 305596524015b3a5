# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a path dependency, and its use'
edit() {
  mkdir -p "$PROJECT/greeting/src"
  printf '[package]\nname = "greeting"\nversion = "0.1.0"\nedition = "2021"\n' >"$PROJECT/greeting/Cargo.toml"
  printf 'pub const GREETING: &str = "greeting: two";\n' >"$PROJECT/greeting/src/lib.rs"
  echo 'greeting = { path = "greeting" }' >>"$PROJECT/Cargo.toml"
  sed -i 's/println!("greeting: one")/println!("{}", greeting::GREETING)/' "$PROJECT/src/main.rs"
}
