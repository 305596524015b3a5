# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
mechanism=ignored-input
summary='the ignore file leaves out build.rs, which is edited'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
edit() { sed -i 's/greeting: one/greeting: two/' "$PROJECT/build.rs"; }
