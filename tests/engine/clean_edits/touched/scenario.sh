# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='all files touched, as by a checkout and back: the compile is kept'
new_text='greeting: one' old_text=''
cached_step='RUN cargo build'
edit() { find "$PROJECT" -exec touch {} +; }
