#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: a folder that cannot be written to ends with a sentence that names the file.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
mount --bind "$PROJECT" "$PROJECT"
mount -o remount,bind,ro "$PROJECT"
cb21 init "$PROJECT" --dev
expect_code 123
expect_err "cannot make $PROJECT/cb21.conf: Read-only file system"
cb21 init "$PROJECT" --dev --print
expect_code 0
expect_out 'cargo watch'
