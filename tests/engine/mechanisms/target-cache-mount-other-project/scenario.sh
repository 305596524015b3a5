# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what --no-cache leaves of a cache mount.
summary='two services share the cache mount over target; the second is built after the first'
mechanism=target-cache-mount
with_buildkit='STALE fresh fresh'
with_classic=''
prepare() {
  project_of "$TEST_ROOT/second-$RUN"
  SECOND=$PROJECT
  set_greeting two
  restore_times "$PROJECT/src/main.rs"
  project_of "$TEST_ROOT/first-$RUN"
}
edit() { PROJECT=$SECOND; }
