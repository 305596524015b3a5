# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='cargo install with a target folder elsewhere, which the RUN removes'
# shellcheck source=sound_target_removed.sh
. "$CASES/sound_target_removed.sh"
RECIPE='CARGO_TARGET_DIR=/tmp/target cargo install --offline --path . --root /tmp/root && cp /tmp/root/bin/app /out && rm -rf /tmp/target'
