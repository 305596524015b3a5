# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a folder of programs is copied, and started by a shell; the program in it is the stub of the dependency layer'
EXPECT_1=('120 blocked placeholder-main') WANT_1='greeting: one'
EXPECT_2=('120 blocked placeholder-main') WANT_2='greeting: two'
setup() {
  hello one
  compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB && rm -r src" 'COPY src src' \
    'RUN cargo clean -p app --offline && cargo build --release --offline && mkdir /out && cp target/release/app /out/'
  sed -i 's|^COPY --from=build .*|COPY --from=build /out/ /srv/bin/|; s|^CMD .*|CMD ["/bin/bash", "-c", "exec /srv/bin/app"]|' Dockerfile
  age
}
edit() { say two && age '2 hours ago'; }
