#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A context that cb21 cannot see, on standard input or behind a URL, is built with --no-cache, every time, with the
# reason; its words reach docker as typed.
. "$(dirname "$0")/harness.sh"
new_project
unseen() {
  local round
  for round in 1 2; do
    cb21 --cb21-report="$TEST_ROOT/report.json" "$@" </dev/null
    expect_code 0
    [ "$(jq -r '.decision + " " + .reasons[0].code' "$TEST_ROOT/report.json")" = 'unknown context-not-visible' ] || fail "round $round: $(cat "$TEST_ROOT/report.json")"
    expect_err '--no-cache'
    [[ "$(last_build)" == 'build --no-cache --iidfile='*" $*" ]] || fail "docker got: $(last_build)"
  done
}
unseen -
unseen --label name -
unseen https://example.org/service.git
unseen git@example.org:service.git#main
unseen github.com/example/service
unseen --build-context library=https://example.org/library.git --file "$PROJECT/Dockerfile" -
