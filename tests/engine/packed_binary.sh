#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The texts of a packed binary cannot be read: unverified, never "found" and never "missing".
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^RUN.*|&\nRUN (head -c 200 /bin/true; printf "UPX!"; head -c 400000 /dev/zero) >target/release/hello-service|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
expect_err 'UPX'
cb21 --cb21-verify required -t "$TAG" "$PROJECT"
expect_code 120
