# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a procedural macro counts the files of a folder; one is added, and the target folder is a cache mount'
# shellcheck source=template_of_a_macro_in_mount.sh
. "$CASES/template_of_a_macro_in_mount.sh"
EXPECT_1=('0 verified') WANT_1='1 templates'
EXPECT_2=('0 verified' '0 unverified' '120 blocked') WANT_2='2 templates'
macro() {
  cat >macros/src/lib.rs <<'RUST'
use proc_macro::TokenStream;
#[proc_macro]
pub fn page(_: TokenStream) -> TokenStream {
    let folder = format!("{}/templates", std::env::var("CARGO_MANIFEST_DIR").unwrap());
    format!("\"{} templates\"", std::fs::read_dir(folder).unwrap().count()).parse().unwrap()
}
RUST
}
edit() { echo 'page: two' >templates/b.html; }
