#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 20: verify --json prints one object with exactly the keys that are promised, whatever came of it.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_IMAGES='a b'
has() { jq -e "$1" "$TEST_ROOT/out" >/dev/null || fail "not so: $1 in $(cat "$TEST_ROOT/out")"; }
verify() {
  cb21 verify --json "$@"
  [ "$(wc -l <"$TEST_ROOT/out")" -eq 1 ] || fail 'stdout is not one line'
  has 'keys == ["images", "schema", "verdict", "version"] and .schema == 1'
  has 'all(.images[]; keys == ["artifacts", "image", "image_id", "proofs", "verdict"])'
  has 'all(.images[].proofs[]; keys == ["detail", "name", "result"])'
}
verify --marker 'hello-service starting' a b
expect_code 0
has '.verdict == "passed" and [.images[].image] == ["a", "b"] and .images[0].image_id == "sha256:" + ("a" * 64)'
has '.images[1].artifacts == [{"path": "/usr/local/bin/hello-service", "size": 42, "xxh3": .images[0].artifacts[0].xxh3, "markers": [{"text": "hello-service starting", "found": true}]}]'
has 'any(.images[0].proofs[]; .name == "marker" and .result == "pass")'
verify --marker other a
expect_code 120
has '.verdict == "blocked" and .images[0].verdict == "blocked" and any(.images[0].proofs[]; .result == "fail" and (.detail | contains("likely")))'
verify a
expect_code 120
has '.verdict == "inconclusive" and all(.images[0].proofs[]; .result == "not-shown")'
verify --marker 'hello-service starting' a gone
expect_code 122
has '.verdict == "missing" and .images[1] == {"image": "gone", "image_id": "", "verdict": "missing", "proofs": .images[1].proofs, "artifacts": []}'
verify --marker other a b
has '.verdict == "blocked"'
cb21 verify --json --cb21-report "$TEST_ROOT/report.json" --marker 'hello-service starting' a
cmp "$TEST_ROOT/out" "$TEST_ROOT/report.json" || fail 'the report is another'
cb21 verify --json --marker 2>/dev/null
expect_code 122
expect_empty_out
