#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Dockerfile on standard input cannot be seen, so the build is uncached every time, with the reason; the context is
# isolated all the same.
. "$(dirname "$0")/harness.sh"
new_project
for arguments in '-f -' '-f-' '--file=-' '--file -' "-qf -"; do
  # shellcheck disable=SC2086
  cb21 --cb21-report="$TEST_ROOT/report.json" $arguments "$PROJECT" <"$PROJECT/Dockerfile"
  expect_code 0
  jq -e '.decision != "fresh" and any(.reasons[]; .code == "context-not-visible")' "$TEST_ROOT/report.json" >/dev/null || fail "$(cat "$TEST_ROOT/report.json")"
  [[ "$(last_build)" == "build --no-cache "*" $arguments "*/service-* ]] || fail "docker got: $(last_build)"
done
