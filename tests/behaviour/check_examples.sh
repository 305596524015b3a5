#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the examples show passes the check, without a waiver and without a warning.
. "$(dirname "$0")/harness.sh"
for example in "$(dirname "$0")"/../../examples/*/; do
  rm -rf "$TEST_ROOT/example"
  cp -R "$example" "$TEST_ROOT/example"
  cb21 check --no-waivers "$TEST_ROOT/example"
  expect_code 0
  expect_out '0 errors, 0 warnings, 0 waived'
done
