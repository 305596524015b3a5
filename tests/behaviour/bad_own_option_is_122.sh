#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An own option that is wrong ends with 122 and a suggestion, before docker is called.
. "$(dirname "$0")/harness.sh"
new_project
refused() {
  local sentence=$1
  shift
  cb21 "$@" "$PROJECT"
  expect_code 122
  expect_err "$sentence"
  [ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called for: $*"
}
refused 'did you mean --cb21-strategy?' --cb21-stategy=prune
refused 'it can be auto, required or off' --cb21-verify=never
refused 'it can be' --cb21-run=soon
refused 'cb21-dry-run' --cb21-dry-run=perhaps
CB21_PROFILE=staging refused 'CB21_PROFILE cannot be "staging"'
cb21 "$PROJECT" --cb21-marker
expect_code 122
expect_err 'needs a value'
