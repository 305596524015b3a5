# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: what a builder goes by when it reads the context.
# Also diagnosed on bookworm-classic: it leaves another history in the image.
summary='dependencies are built with a dummy main.rs; the real one comes with an earlier time, as a checkout may give it'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
old_text=''
edit() {
  set_greeting two
  restore_times "$PROJECT/src/main.rs"
}
