# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: whose layers --cache-from takes.
# Also diagnosed on bookworm-classic: it leaves another history in the image.
# shellcheck source=../fetched-in-run/scenario.sh
. "$REPOSITORY/tests/engine/mechanisms/fetched-in-run/scenario.sh"
summary='layers come from --cache-from of an earlier image, which a prune leaves; a source is fetched in a RUN step'
with_buildkit='STALE fresh STALE'
with_classic='STALE fresh STALE'
binary=/build/target/release/hello-service
arguments() {
  ARGUMENTS=(--network host --build-arg "SOURCES=127.0.0.1:$PORT" --build-arg BUILDKIT_INLINE_CACHE=1 --cache-from "$TAG")
}
