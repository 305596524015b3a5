#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The formats of cb21 check: text for people, one JSON object, SARIF 2.1.0, and what GitHub annotates.
. "$(dirname "$0")/harness.sh"
new_project
rm "$PROJECT/README.md"
printf '#!/bin/sh\n# cb21: allow production-without-pull the bases are our own\ndocker build --push -t one .\n' >"$PROJECT/a:b, %.sh"

cb21 check --format json "$PROJECT"
expect_code 121
jq -e '.schema == 1 and .errors == 2 and .warnings == 0 and .waived == 1 and (.findings | length) == 3' "$TEST_ROOT/out" >/dev/null ||
  fail 'the object is another'
jq -e '.findings[] | select(.code == "cached-production-build") | .file == "a:b, %.sh" and .line == 3 and .severity == "error"' "$TEST_ROOT/out" >/dev/null ||
  fail 'the finding is another'
jq -e '.findings[] | select(.waived) | .reason == "the bases are our own"' "$TEST_ROOT/out" >/dev/null || fail 'the waiver is missing'

cb21 check --format=sarif "$PROJECT"
expect_code 121
jq -e '.version == "2.1.0" and (."$schema" | test("sarif-2.1.0")) and .runs[0].tool.driver.name == "cb21"' "$TEST_ROOT/out" >/dev/null ||
  fail 'that is no SARIF'
jq -e '.runs[0] as $run | all($run.results[]; $run.tool.driver.rules[.ruleIndex].id == .ruleId and (.message.text | length) > 0 and
  (.level == "error" or .level == "warning") and .locations[0].physicalLocation.region.startLine >= 1 and
  (.locations[0].physicalLocation.artifactLocation.uri | test("^[A-Za-z0-9._~/%-]+$")))' "$TEST_ROOT/out" >/dev/null ||
  fail 'a result lacks what is required'
jq -e '[.runs[0].results[] | select(.suppressions | length > 0)] | length == 1' "$TEST_ROOT/out" >/dev/null || fail 'the suppression is missing'
jq -e '.runs[0].results[] | select(.ruleId == "undocumented-build") | .locations[0].physicalLocation.artifactLocation.uri == "Dockerfile"' \
  "$TEST_ROOT/out" >/dev/null || fail 'what concerns the project has no place'

cb21 check --format github "$PROJECT"
expect_code 121
expect_out '::error title=undocumented-build::'
expect_out '::error file=a%3Ab%2C %25.sh,line=3,title=cached-production-build::'
[ "$(grep -c '^::' "$TEST_ROOT/out")" = 2 ] || fail 'there are not two commands'

# Colour on a terminal only, and not where NO_COLOR is set.
in_terminal "$CB21 check $PROJECT"
expect_out 'the project: error undocumented'
NO_COLOR='' in_terminal "$CB21 check $PROJECT"
grep -q $'error\033\\[0m undocumented' "$TEST_ROOT/out" || fail 'there is no colour'
