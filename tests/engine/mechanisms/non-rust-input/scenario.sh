# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm: what --no-cache leaves of a cache mount.
summary='migrations that build.rs reads are edited, and no .rs file; target is a cache mount'
with_buildkit='STALE fresh fresh'
with_classic=''
edit() { sed -i 's/greeting: one/greeting: two/' "$PROJECT/migrations/1.sql"; }
