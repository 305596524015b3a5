#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Docker refuses --iidfile where the result is files, so none is added, and what cannot be verified is said.
. "$(dirname "$0")/harness.sh"
new_project
for output in type=local,dest=out out - type=tar,dest=out.tar type=oci,dest=image.tar; do
  cb21 --output "$output" "$PROJECT"
  expect_code 0
  expect_build_without --iidfile
  expect_err 'cb21: unverified: the build wrote files, not an image'
done
cb21 -o dest=out,type=local "$PROJECT"
expect_build_without --iidfile
cb21 -o type=docker "$PROJECT"
expect_build_with --iidfile
expect_err 'cb21: verified'
cb21 --output out --cb21-verify=required "$PROJECT"
expect_code 120
