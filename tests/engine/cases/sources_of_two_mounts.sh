# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='two RUNs mount different folders of the context at one place; the first of them compiles'
NEEDS=mounts
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
setup() {
  local folder
  for folder in one two; do
    mkdir $folder && (cd $folder && hello $folder)
  done
  compiles 'RUN --mount=type=bind,source=one,target=/app/source,rw cd source && cargo build --release --offline --target-dir /app/target' \
    'RUN --mount=type=bind,source=two,target=/app/source ls source'
}
