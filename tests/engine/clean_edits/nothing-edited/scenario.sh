# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic, ctr: whether an image is the one that was verified.
summary='nothing at all: the compile is kept'
new_text='greeting: one' old_text=''
cached_step='RUN cargo build'
edit() { :; }
