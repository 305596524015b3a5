# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo fails in the middle of a heredoc without set -e; the RUN goes on, and installs what its cache mount holds'
NEEDS='mounts heredocs'
MAY_DIFFER='in a mount that is new, there is no last program to copy, and docker fails'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('120 blocked cargo failed|set -e' '1 not-built') WANT_2='greeting: two'
FROM_PATH=/out/app
setup() {
  hello one
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target <<SCRIPT" \
    "$TOUCH" 'cargo build --release --offline' 'install -D target/release/app /out/app' SCRIPT
}
edit() { say two && sed -i 's/greet::text()/greet::txet()/' src/main.rs; }
