#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is said of a build: a project's first one is called that, counts agree with their nouns, and a verb without words advises
# itself.
. "$(dirname "$0")/harness.sh"
new_project
cb21 "$PROJECT"
expect_err 'cb21: first build here: building with --no-cache'
expect_no_err 'in doubt'
cb21 "$PROJECT"
expect_err 'cb21: fresh: 4 files as in the last verified build: cache kept'
cb21 forget "$PROJECT"
cb21 --no-cache --pull "$PROJECT"
expect_err 'cb21: first build here (and 1 more): building with --no-cache'
FAKE_DOCKER_EXIT=1 cb21 --no-cache "$PROJECT"
cb21 --cb21-proof=marker "$PROJECT"
expect_err 'cb21: in doubt: the last build failed'
cb21 status "$PROJECT"
expect_out 'not counted: 1 build that failed, was blocked or interrupted'

for verb in status why; do
  cb21 "$verb"
  expect_code 122
  expect_err "which build? give the arguments of docker build, at least its context: cb21 $verb ."
done
