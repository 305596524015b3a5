#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is no name is for docker to refuse, with all of the user's words; so is a build that nothing is looked for in.
. "$(dirname "$0")/harness.sh"
new_project
for words in '-t Upper' '-t one:' '-t one@sha256:0000000000000000000000000000000000000000000000000000000000000000' '-t good -t Bad/x' '-t a,b'; do
  # shellcheck disable=SC2086
  cb21 $words "$PROJECT"
  expect_build_with " $words "
  expect_no_docker_call 'tag '
done
cb21 -t one --cb21-verify=off "$PROJECT"
expect_build_with ' -t one '
expect_no_docker_call 'tag '

# A flag that only a newer docker knows may have the word behind it for a value.
cb21 --new-flag -tone "$PROJECT"
expect_build_with ' --new-flag -tone '
expect_err 'not held back for the proof'
cb21 --new-flag=x -tone "$PROJECT"
expect_build_with ' --new-flag=x -tone '
cb21 -tone --new-flag "$PROJECT"
expect_docker_call 'tag '
