#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The JSON report has exactly the keys that are promised, whatever the run came to, and says what happened.
. "$(dirname "$0")/harness.sh"
new_project
keys='artifacts bytes_hashed chain decision docker_argv docker_exit files_hashed findings image_id milliseconds proofs project reasons released schema strategy verdict version'
report() {
  cb21 --cb21-report "$TEST_ROOT/report.json" "$@" "$PROJECT"
  [ "$(jq -r 'keys | sort_by(.) | join(" ")' "$TEST_ROOT/report.json")" = "$(jq -rn --arg k "$keys" '$k | split(" ") | sort | join(" ")')" ] || fail "keys: $(jq -c keys "$TEST_ROOT/report.json")"
  [ "$(jq -c '.project, .milliseconds | keys' "$TEST_ROOT/report.json" | paste -s)" = '["builder","context","dockerfile","target"]	["docker","scan","total","verify"]' ] || fail "inner keys"
}
has() { jq -e "$1" "$TEST_ROOT/report.json" >/dev/null || fail "not so: $1 in $(cat "$TEST_ROOT/report.json")"; }
report --label name -t name
has '.schema == 1 and .decision == "unknown" and .strategy == "no-cache" and .docker_exit == 0 and .verdict == "verified"'
has '.reasons | length == 1 and (.[0] | keys == ["code", "detail", "path"]) and .[0].code == "no-record"'
has '.image_id == "sha256:" + ("a" * 64) and .files_hashed == 4 and .bytes_hashed > 100'
has '.docker_argv[1:3] == ["build", "--no-cache"] and (.docker_argv | index("--label")) != null and (.docker_argv | index("-t")) == null and .released == ["tag name:latest"]'
has '.artifacts | length == 1 and (.[0] | keys == ["markers", "path", "size", "xxh3"] and .path == "/usr/local/bin/hello-service" and (.xxh3 | test("^[0-9a-f]{32}$")))'
has '.artifacts[0].markers == [{"text": "hello-service starting", "found": true}]'
has 'all(.proofs[]; keys == ["detail", "name", "result"]) and any(.proofs[]; .name == "marker" and .result == "pass")'
has '[.chain[].link] == ["sources", "compiled", "linked", "shipped", "started"] and all(.chain[]; keys == ["detail", "link", "platform", "result"] and .result == "pass" and .detail != "" and .platform == "")'
has ".project.context == \"$PROJECT\" and .project.dockerfile == \"$PROJECT/Dockerfile\""
report
has '.decision == "fresh" and .reasons == [] and any(.proofs[]; .name == "same-image" and .result == "pass")'
FAKE_DOCKER_EXIT=9 report
has '.docker_exit == 9 and .verdict == "not-built" and .image_id == "" and .milliseconds.total >= .milliseconds.docker'
FAKE_DOCKER_KILL=9 report
has '.docker_exit == 137'
report --cb21-dry-run
has '.docker_exit == null and .verdict == "not-built"'
printf '\177ELF RUST_BACKTRACE' >"$TEST_ROOT/binary"
FAKE_CARGO_EVIDENCE=none report --no-cache
has '(.chain | length) == 5 and all(.chain[]; .result == "not-shown") and .chain[0].detail == "no stage of this build holds what cargo compiled"'
has '.verdict == "blocked" and .released == [] and any(.proofs[]; .result == "fail" and (.detail | contains("placeholder-main")))'
FAKE_CARGO_EVIDENCE=stub report --no-cache
has '.verdict == "blocked" and (.chain[] | select(.link == "compiled") | .result == "fail" and (.detail | contains("src/main.rs")))'
echo '#!/bin/sh' >"$TEST_ROOT/binary"
report --no-cache
has 'any(.proofs[]; .name == "marker" and .result == "not-shown")'
