# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: its client sends all of the context.
summary='a file that the Dockerfile does not copy: the compile is kept'
new_text='greeting: one' old_text=''
cached_step='RUN cargo build'
edit() { echo 'More of it.' >>"$PROJECT/README.md"; }
