# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: what a builder goes by when it reads the context.
summary='all files touched, as by a checkout and back: the compile is kept'
new_text='greeting: one' old_text=''
cached_step='RUN cargo build'
edit() { find "$PROJECT" -exec touch {} +; }
