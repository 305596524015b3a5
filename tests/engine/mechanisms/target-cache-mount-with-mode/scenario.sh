# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what --no-cache leaves of a cache mount.
summary='as target-cache-mount, but the mount has a mode: BuildKit before 0.16 keeps it under --no-cache'
mechanism=target-cache-mount
with_buildkit='STALE STALE fresh'
with_classic=''
edit() {
  set_greeting two
  restore_times "$PROJECT/src/main.rs"
}
