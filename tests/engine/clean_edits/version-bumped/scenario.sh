# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='the version in Cargo.toml'
new_text='release 0.2.0;' old_text='release 0.1.0;'
edit() { sed -i 's/^version = "0.1.0"/version = "0.2.0"/' "$PROJECT/Cargo.toml" "$PROJECT/Cargo.lock"; }
