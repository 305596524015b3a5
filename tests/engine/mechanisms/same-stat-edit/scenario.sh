# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic, ctr: what a builder goes by when it reads the context.
# Also diagnosed on bookworm, bookworm-classic, ctr: each builder leaves another history in the image.
summary='an edit that keeps size and mtime'
with_buildkit='STALE STALE fresh'
edit() { set_greeting two keep; }
