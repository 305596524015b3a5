# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='nothing at all: the compile is kept'
new_text='greeting: one' old_text=''
cached_step='RUN cargo build'
edit() { :; }
