# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, ctr: what --no-cache leaves of a cache mount.
# Also diagnosed on bookworm, ctr: each store has another history of the image.
summary='target is a cache mount; the edit has a time before the last compile'
with_buildkit='STALE fresh fresh'
with_classic=''
edit() {
  set_greeting two
  restore_times "$PROJECT/src/main.rs"
}
