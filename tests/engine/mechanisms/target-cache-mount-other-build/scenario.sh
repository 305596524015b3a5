# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what --no-cache leaves of a cache mount.
summary='another branch was built without cb21 and left its artifacts in the cache mount; then only the Dockerfile is edited'
mechanism=target-cache-mount
with_buildkit='STALE fresh fresh'
with_classic=''
new_text='greeting: one' old_text='greeting: two'
first() {
  build
  cp -p "$PROJECT/src/main.rs" "$TEST_ROOT/main.rs"
  set_greeting two
  build_with_docker
  cp -p "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
}
edit() { sed -i 's|^RUN|ENV EDITED=yes\nRUN|' "$PROJECT/Dockerfile"; }
