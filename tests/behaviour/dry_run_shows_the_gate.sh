#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A dry run shows what docker would be asked first, and what would follow the proof.
. "$(dirname "$0")/harness.sh"
new_project
cb21 --cb21-dry-run -t one:1 -t two "$PROJECT"
expect_code 0
expect_err "build --no-cache $PROJECT"
expect_no_err '-t one:1'
expect_err 'would then, if it is proved: docker tag ID one:1'
expect_err 'would then, if it is proved: docker tag ID two:latest'
cb21 --cb21-dry-run -o out "$PROJECT"
expect_err 'would then, if it is proved: the same with all of your own words, from the cache'
