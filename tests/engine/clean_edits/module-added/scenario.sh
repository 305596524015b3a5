# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a new module'
edit() {
  printf 'pub const GREETING: &str = "greeting: two";\n' >"$PROJECT/src/greeting.rs"
  sed -i 's/println!("greeting: one")/println!("{}", greeting::GREETING)/; 1i mod greeting;' "$PROJECT/src/main.rs"
}
