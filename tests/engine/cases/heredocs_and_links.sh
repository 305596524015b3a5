# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a source written by a heredoc, COPY --link, and ADD of an archive of sources'
NEEDS='heredocs link'
# What the archive holds is not looked at.
EXPECT_1=('0 verified' '0 unverified archive') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified archive') WANT_2='greeting: two'
setup() {
  hello one
  mkdir more && printf 'pub const WHEN: &str = "day";\n' >more/when.rs && tar -cf more.tar -C more when.rs && rm -r more
  sed -i 's/^mod greet;/mod built;\nmod greet;\nmod when;/; s/^}/    println!("{} {}", when::WHEN, built::BY);\n}/' src/main.rs
  compiles 'COPY --link Cargo.toml Cargo.lock ./' 'COPY --link src src' 'ADD more.tar src/' 'COPY <<SOURCE src/built.rs' \
    'pub const BY: &str = "docker";' SOURCE 'RUN <<SCRIPT' 'set -eu' 'cargo build --release --offline --locked' SCRIPT
  sed -i 's|^COPY --from=build|COPY --link --from=build --chmod=755|' Dockerfile
}
edit() { say two; }
