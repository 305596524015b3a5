# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# shellcheck source=../fetched-in-run/scenario.sh
. "$REPOSITORY/tests/engine/mechanisms/fetched-in-run/scenario.sh"
summary='--no-cache-filter names a stage that is not there; a source is fetched in a RUN step'
with_classic=''
docker build --help | grep -q no-cache-filter || with_buildkit=''
arguments() {
  ARGUMENTS=(--network host --build-arg "SOURCES=127.0.0.1:$PORT")
  # docker refuses both at once.
  [ "$WAY" = no-cache ] || ARGUMENTS+=(--no-cache-filter build)
}
