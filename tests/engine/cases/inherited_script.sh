# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the base image starts a script, and that a released program of its own; the new one is put elsewhere, and never starts'
# shellcheck source=inherited_entrypoint.sh
. "$CASES/inherited_entrypoint.sh"
EXPECT_1=('0 verified' '120 blocked /opt/app/app')
EXPECT_2=('120 blocked /opt/app/app')
setup() {
  hello one
  printf '#!/bin/sh\nset -e\nexec /opt/app/app "$@"\n' >entry.sh && chmod +x entry.sh
  compiles 'COPY . .' "$BUILD --locked"
  sed 's|/usr/local/bin/app|/opt/app/app|; s|^CMD.*|COPY entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]|' Dockerfile >Dockerfile.base
  docker_build -t "$TAG-base" -f Dockerfile.base .
  sed -i "s|^FROM debian.*|FROM $TAG-base|; /^CMD/d" Dockerfile
}
