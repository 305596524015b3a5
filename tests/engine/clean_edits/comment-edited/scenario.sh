# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a comment: the binary stays what it was'
new_text='greeting: one' old_text=''
edit() { echo '// a comment' >>"$PROJECT/src/main.rs"; }
