#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 11: diagnose --json: one object with stable keys, wherever the word stands; the exit code is the text's.
. "$(dirname "$0")/harness.sh"
new_project
find "$PROJECT" -exec touch -d '2026-01-01 00:00:00 UTC' {} +
has() { jq -e "$1" "$TEST_ROOT/out" >/dev/null || fail "not so: $1"; }
cb21 diagnose hello --cache-from hello:old "$PROJECT" --json
expect_code 120
[ "$(wc -l <"$TEST_ROOT/out")" -eq 1 ] || fail 'more than one line'
has 'keys == ["image", "likely", "project", "schema", "steps", "verdict", "version"] and .schema == 1'
has '.image | keys == ["created", "id", "platform", "reference"] and .reference == "hello" and .platform == "linux/amd64"'
has '.project | keys == ["builder", "context", "dockerfile", "target"]'
has ".project.context == \"$PROJECT\""
has '[.steps[].step][0:4] == ["times", "rebuild", "binary", "marker"]'
has 'all(.steps[]; keys == ["finding", "state", "step"] and (.state | IN("fine", "against", "unknown", "noted")))'
has 'all(.likely[]; keys == ["commands", "cure", "evidence", "mechanism", "weight"])'
has '.likely[0] | .mechanism == "cache-import" and .weight == "possible"'
has ".likely[0].commands == [\"cb21 -t hello $PROJECT\", \"cb21 audit -t hello --cache-from hello:old $PROJECT\"]"
has '.verdict == "mechanism-found"'

cb21 diagnose --json hello
expect_code 0
has '.project == null and .likely == [] and .verdict == "nothing-found"'
cb21 diagnose hello --cb21-marker absent --cb21-binary /app/hello --json
expect_code 120
has '.verdict == "mechanism-found" and .likely[0].mechanism == "placeholder-main"'
