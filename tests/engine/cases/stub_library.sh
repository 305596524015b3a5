# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the dependency layer compiles a stub library too; afterwards main.rs alone is touched'
# shellcheck source=one_file_touched_in_mount.sh
. "$CASES/one_file_touched_in_mount.sh"
NEEDS=''
EXPECT_1=('0 verified' '120 blocked (placeholder-main|stale-library).*library|library.*(placeholder-main|stale-library)') WANT_1='greeting: one'
EXPECT_2=("${EXPECT_1[@]}") WANT_2='greeting: two'
FROM_PATH=''
setup() {
  two_crates one
  compiles 'COPY Cargo.toml Cargo.lock ./' 'COPY server/Cargo.toml server/' 'COPY library/Cargo.toml library/' \
    "RUN mkdir server/src library/src && echo 'fn main() {}' >server/src/main.rs && echo 'pub fn text() -> String { String::new() }' >library/src/lib.rs && cargo build --release --offline" \
    'COPY server/src server/src' 'COPY library/src library/src' 'RUN touch server/src/main.rs && cargo build --release --offline'
  age
}
edit() { library two && age '2 hours ago'; }
