# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the Dockerfile copies the program from an image that was built before the edit'
EXPECT_1=('0 verified') WANT_1='greeting: one'
EXPECT_2=('0 unverified' '120 blocked') WANT_2='greeting: two'
setup() { hello one && compiles 'COPY . .' "$BUILD"; }
edit() {
  docker tag "$TAG" "$TAG-older" && say two
  printf '%s\n' 'FROM debian:bookworm-slim' "COPY --from=$TAG-older /usr/local/bin/app /usr/local/bin/app" 'CMD ["app"]' >Dockerfile
}
