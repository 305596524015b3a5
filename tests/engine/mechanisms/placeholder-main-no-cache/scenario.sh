# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: what a builder goes by when it reads the context.
summary='the same, edited just now: the cached placeholder is older than the edit, one that --no-cache compiles is younger'
mechanism=placeholder-main
with_buildkit='fresh STALE STALE'
with_classic='fresh STALE fresh'
old_text=''
