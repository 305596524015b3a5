# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='two binaries; the Dockerfile copies the worker where the service is expected'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
old_text=''
