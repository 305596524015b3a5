# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a procedural macro reads a template without telling cargo; that is edited with its size and time kept'
EXPECT_1=('0 verified') WANT_1='page: one'
EXPECT_2=('0 verified') WANT_2='page: two'
setup() {
  package app && package macros macros && lock 'app macros' macros && program one
  mkdir templates && echo 'page: one' >templates/a.html
  printf '[dependencies]\nmacros = { path = "macros" }\n' >>Cargo.toml
  printf '[lib]\nproc-macro = true\n' >>macros/Cargo.toml
  macro
  printf 'pub fn text() -> &%sstatic str {\n    macros::page!("a.html")\n}\n' "'" >src/greet.rs
  compiles 'COPY . .' "${RECIPE:-$BUILD}"
  age
}
macro() {
  cat >macros/src/lib.rs <<'RUST'
use proc_macro::TokenStream;
#[proc_macro]
pub fn page(name: TokenStream) -> TokenStream {
    let name = name.to_string();
    let path = format!("{}/templates/{}", std::env::var("CARGO_MANIFEST_DIR").unwrap(), name.trim_matches('"'));
    format!("{:?}", std::fs::read_to_string(path).unwrap().trim()).parse().unwrap()
}
RUST
}
edit() { edit_keeping_time templates/a.html 's/one/two/'; }
