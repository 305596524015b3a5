# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='what ships is a cdylib, and the dependency layer has made a stub of it; grep is what starts'
EXPECT_1=('120 blocked placeholder-main') WANT_1='plugin text one'
EXPECT_2=('120 blocked placeholder-main') WANT_2='plugin text two'
TOUCHED=''
setup() {
  package plug && lock plug && printf '[lib]\ncrate-type = ["cdylib"]\n' >>Cargo.toml && plugin one
  compiles 'COPY Cargo.toml Cargo.lock ./' 'RUN mkdir src && touch src/lib.rs && cargo build --release --offline' 'COPY src src' \
    "RUN ${TOUCHED:+$TOUCHED && }cargo build --release --offline"
  sed -i 's|^COPY --from=build .*|COPY --from=build /app/target/release/libplug.so /usr/lib/libplug.so|
    s|^CMD .*|CMD ["grep", "-ao", "plugin text [a-z]*", "/usr/lib/libplug.so"]|' Dockerfile
  age
}
plugin() {
  printf '#[no_mangle]\npub extern "C" fn plugin_text() -> *const u8 {\n    "plugin text %s of the extension\\0".as_ptr()\n}\n' "$1" >src/lib.rs
}
edit() { plugin two && age '2 hours ago'; }
