#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --target builder: an image that ships nothing yet, so nothing is proved; its record is not the whole build's.
# Also on bookworm-classic: how it finds the stage.
. "$(dirname "$0")/harness.sh"
new_project quick
cb21 --target builder -t "$TAG:builder" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
expect_err 'cb21: verified'
cb21 --target builder --cb21-binary /build/target/release/hello-service --cb21-marker 'greeting: one' -t "$TAG:builder" "$PROJECT"
expect_code 0
