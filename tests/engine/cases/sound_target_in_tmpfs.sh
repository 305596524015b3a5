# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the target folder is a tmpfs, which is gone after the RUN'
# shellcheck source=sound_target_removed.sh
. "$CASES/sound_target_removed.sh"
NEEDS=mounts
RECIPE='--mount=type=tmpfs,target=/app/target cargo build --release --offline && cp target/release/app /out'
