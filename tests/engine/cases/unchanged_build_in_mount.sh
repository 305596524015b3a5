# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as unchanged_build, with the target folder in a cache mount'
# Also on ctr: an index has another digest at each build there.
# shellcheck source=unchanged_build.sh
. "$CASES/unchanged_build.sh"
NEEDS=mounts
FROM_PATH=/out
RECIPE="RUN --mount=type=cache,target=/app/target,id=${RUN:-} cargo build --release --offline && cp target/release/app /out"
