# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='.git is sent, and the target folder is a cache mount; git touches its files and makes a branch, and nothing is compiled anew'
NEEDS=mounts
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 verified') WANT_2='greeting: one'
EXPECT_3=('0 verified') WANT_3='greeting: one'
FROM_PATH=/usr/local/bin/app
setup() {
  hello one && echo target >.gitignore && rm .dockerignore
  compiles 'COPY . .' "RUN --mount=type=cache,id=$RUN,target=/app/target cargo build --release --offline && cp target/release/app /usr/local/bin/"
  git init -q . && git add . && git -c user.name=case -c user.email=case@example.invalid commit -q -m one
}
edit() {
  case $1 in
    2) touch src/*.rs && git status >/dev/null ;;
    3) git branch topic ;;
  esac
}
judge() { [ "$1" = 1 ] || [ "$(decided)" = fresh ] || fail "$CASE, build $1: decided $(decided), expected fresh"; }
