#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Docker refuses --iidfile where the result is files, so none is added, and what cannot be verified is said.
. "$(dirname "$0")/harness.sh"
new_project
# What is written to files is written by docker itself, without an id; the image that was looked at came before.
for output in type=local,dest=out out - type=tar,dest=out.tar type=oci,dest=image.tar dest=out,type=local; do
  cb21 --output "$output" "$PROJECT"
  expect_code 0
  expect_build_without --iidfile
  expect_build_with "--output $output"
  expect_err 'cb21: verified'
done
cb21 -o type=docker "$PROJECT"
expect_build_with --iidfile
expect_err 'cb21: verified'

# Nothing to prove: one build, as it was asked for.
printf 'FROM scratch\nCOPY . /\n' >"$PROJECT/Dockerfile"
forget_calls
cb21 --output out "$PROJECT"
expect_code 0
[ "$(docker_builds | wc -l)" -eq 1 ] || fail 'a build with nothing to prove ran twice'
expect_build_without --iidfile
expect_err 'cb21: unverified: the build wrote files, not an image'
