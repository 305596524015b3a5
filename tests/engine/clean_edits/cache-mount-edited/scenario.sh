# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, ctr: what is kept of a cache mount.
summary='a line of main.rs, where target is a cache mount and the edit is younger than the last compile'
with_classic=''
blameless=target-cache-mount
