# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm-classic: it numbers the steps anew.
summary='a line of the Dockerfile after the compile: its layer is kept'
new_text='greeting: one' old_text=''
cached_step='RUN cargo build'
edit() { sed -i 's|^ENTRYPOINT|ENV EDITED=yes\nENTRYPOINT|' "$PROJECT/Dockerfile"; }
