# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a cdylib is built in a cache mount, and shipped in an image that starts no program of the project; the second build is cached'
# shellcheck source=stub_of_a_plugin.sh
. "$CASES/stub_of_a_plugin.sh"
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='plugin text one'
EXPECT_2=('0 verified') WANT_2='plugin text one'
EXPECT_3=('0 verified') WANT_3='plugin text two'
setup() {
  package plug && lock plug && printf '[lib]\ncrate-type = ["cdylib"]\n' >>Cargo.toml && plugin one
  compiles 'COPY . .' "RUN --mount=type=cache,target=/app/target,id=$RUN cargo build --release --offline && cp target/release/libplug.so /out"
  sed -i 's|^COPY --from=build .*|COPY --from=build /out /usr/lib/libplug.so|; s|^CMD .*|CMD ["grep", "-ao", "plugin text [a-z]*", "/usr/lib/libplug.so"]|' Dockerfile
}
edit() { [ "$1" = 2 ] || plugin two; }
judge() { [ "$1" != 2 ] || [ "$(decided)" = fresh ] || fail "$CASE, build $1: decided $(decided), expected fresh"; }
