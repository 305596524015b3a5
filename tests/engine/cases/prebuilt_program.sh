# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the Dockerfile compiles nothing: it copies a program that was built elsewhere, of older sources after the edit'
EXPECT_1=('0 unverified no (step|stage|RUN)')
EXPECT_2=('0 unverified no (step|stage|RUN)' '120 blocked host-target')
EXPECT_3=('0 unverified no (step|stage|RUN)')
PROGRAM=target/release/app
setup() {
  hello one && rm .dockerignore && build_elsewhere "$PROGRAM"
  printf '%s\n' 'FROM debian:bookworm-slim' "COPY $PROGRAM /usr/local/bin/app" 'CMD ["app"]' >Dockerfile
}
# A restored cache dates the program later than the sources that it was not made of.
edit() {
  case $1 in
    2) say two && age '1 day ago' src && touch "$PROGRAM" ;;
    3) touch src/*.rs && build_elsewhere "$PROGRAM" ;;
  esac
}
