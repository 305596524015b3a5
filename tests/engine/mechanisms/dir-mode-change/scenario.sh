# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: what a builder goes by when it reads the context.
# Also diagnosed on bookworm-classic: whether docker ships the old text.
summary='only the mode of a directory changed, which build.rs reads'
with_buildkit='STALE fresh fresh'
edit() { chmod 750 "$PROJECT/src"; }
