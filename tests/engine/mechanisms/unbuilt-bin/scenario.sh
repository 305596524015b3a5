# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a skeleton of each binary is built with the dependencies, as cargo-chef does; then only the other binary is built'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
old_text=''
