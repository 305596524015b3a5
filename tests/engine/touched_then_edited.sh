#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Built, touched, built again (nothing to do), then edited under the touched time: the second build must have taken note
# of the time, for BuildKit has.
# Also on bookworm, bookworm-classic: what a builder goes by when it reads the context.
. "$(dirname "$0")/harness.sh"
new_project quick
both() {
  docker build -q -t "$TAG:plain" "$PROJECT" >/dev/null
  cb21 -t "$TAG" "$PROJECT"
  expect_code 0
}
both
touch "$PROJECT/src/main.rs"
both
expect_err 'cb21: fresh'
set_greeting two keep
both
expect_err 'cb21: stale'
! buildkit || expect_shipped one "$TAG:plain"
expect_shipped two
