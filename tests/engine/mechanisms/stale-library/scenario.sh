# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what --no-cache leaves of a cache mount.
summary='target is a cache mount: the binary crate is edited now, its library crate with a time before the last compile'
mechanism=target-cache-mount
with_buildkit='STALE fresh fresh'
with_classic=''
edit() {
  set_greeting two no "$PROJECT/greeting/src/lib.rs"
  restore_times "$PROJECT/greeting/src/lib.rs"
  echo '// edited' >>"$PROJECT/src/main.rs"
}
