# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='main() prints nothing of its own, so that there is no marker; what ships is the stub of the dependency layer'
EXPECT_1=('120 blocked placeholder-main') WANT_1='greeting: one'
setup() {
  hello one
  printf 'mod greet;\nfn main() {\n    let text = greet::text();\n    println!("{}", text);\n}\n' >src/main.rs
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "$BUILD"
  age
}
