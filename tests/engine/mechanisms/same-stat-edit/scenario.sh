# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='an edit that keeps size and mtime'
with_buildkit='STALE STALE fresh'
edit() { set_greeting two keep; }
