#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 9: Production: always --no-cache --pull, whatever the strategy and the user's own flags, and what cannot be verified is
# blocked.
. "$(dirname "$0")/harness.sh"
new_project
for arguments in '' '--pull=false' '--no-cache=false --pull' '--cb21-strategy=precise' '--cb21-strategy=prune'; do
  # shellcheck disable=SC2086
  cb21 --cb21-profile=production --cb21-report="$TEST_ROOT/report.json" $arguments "$PROJECT"
  expect_code 0
  expect_err 'cb21: verified'
  [[ "$(last_build)" == 'build --no-cache --pull --iidfile='*/service-* ]] || fail "docker got: $(last_build)"
  [ "$(last_build | grep -oE -- '--(no-cache|pull)' | wc -l)" = 2 ] || fail "docker got: $(last_build)"
done
jq -e 'any(.reasons[]; .code == "production-profile")' "$TEST_ROOT/report.json" >/dev/null || fail "the reason is missing"
expect_no_docker_call 'builder prune'
echo 'fn main() {} // cb21: allow missing-marker it has nothing to say' >"$PROJECT/src/main.rs"
FAKE_CARGO_EVIDENCE=none cb21 --cb21-profile=production "$PROJECT"
expect_code 120
expect_err 'cb21: blocked'
# The chain needs no marker; a marker without the chain is not enough.
cb21 --cb21-profile=production "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
FAKE_CARGO_EVIDENCE=none cb21 --cb21-profile=production --cb21-marker='hello-service starting' "$PROJECT"
expect_code 120
expect_err 'cb21: blocked: no stage of this build holds what cargo compiled'
