# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what --no-cache leaves of a cache mount.
summary='A, B, then A again with another file changed: the layer with A has its first times, the cache mount holds B'
with_buildkit='STALE fresh fresh'
with_classic=''
new_text='greeting: one' old_text='greeting: two'
first() {
  build
  sleep 1
  set_greeting two
  build
}
edit() {
  set_greeting one
  echo changed >"$PROJECT/notes.txt"
}
