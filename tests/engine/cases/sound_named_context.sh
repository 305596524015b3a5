# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a library comes from a named context; an edit there keeps size and time'
NEEDS='contexts'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: two'
setup() {
  hello one
  package library "$SCRATCH/library" && lock 'app library' library && printf '[dependencies]\nlibrary = { path = "../library" }\n' >>Cargo.toml
  printf 'pub fn text() -> String {\n    String::from("greeting: one")\n}\n' >"$SCRATCH/library/src/lib.rs"
  printf 'pub fn text() -> String {\n    library::text()\n}\n' >src/greet.rs
  ARGUMENTS=(--build-context "library=$SCRATCH/library")
  compiles 'COPY --from=library . /library' 'COPY . .' "$BUILD"
}
edit() { edit_keeping_time "$SCRATCH/library/src/lib.rs" s/one/two/; }
