# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='only the mode of a directory changed, which build.rs reads'
with_buildkit='STALE fresh fresh'
edit() { chmod 750 "$PROJECT/src"; }
