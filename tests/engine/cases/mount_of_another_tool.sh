# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a target folder below a mounted home cache; plain docker builds an edit into it, which is then taken back'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: one'
FROM_PATH=/usr/local/bin/app
setup() {
  hello one && echo text >README.md
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/root/.cache cargo build --release --locked --offline --target-dir /root/.cache/target && cp /root/.cache/target/release/app /usr/local/bin/"
  age
}
edit() {
  cp -p src/greet.rs "$SCRATCH/kept" && say two
  docker_build -t "$TAG-other" .
  cp -p "$SCRATCH/kept" src/greet.rs && echo more >>README.md
}
