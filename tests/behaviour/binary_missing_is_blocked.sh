#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A binary that the Dockerfile promises, or that was asked for, and that is not in the image blocks the build.
. "$(dirname "$0")/harness.sh"
new_project
FAKE_DOCKER_BINARY=$TEST_ROOT/none cb21 "$PROJECT"
expect_code 120
expect_err 'blocked: /usr/local/bin/hello-service could not be looked at: docker finds no file /usr/local/bin/hello-service there'
expect_err 'wrong-bin'
expect_docker_call 'rm --force'
FAKE_DOCKER_BINARY_PATH=/elsewhere cb21 --cb21-binary=/app/other --cb21-report="$TEST_ROOT/report.json" "$PROJECT"
expect_code 120
jq -e 'any(.proofs[]; .name == "marker" and .result == "fail" and (.detail | startswith("/app/other could not be looked at")))' "$TEST_ROOT/report.json" >/dev/null ||
  fail "the report: $(cat "$TEST_ROOT/report.json")"
# Where COPY names a folder the file in it is meant, and named.
sed -i 's:/usr/local/bin/hello-service$:/usr/local/bin/:' "$PROJECT/Dockerfile"
mkdir -p "$TEST_ROOT/image/usr/local/bin"
FAKE_DOCKER_ROOT=$TEST_ROOT/image cb21 "$PROJECT"
expect_code 120
expect_err 'could not be looked at: docker finds no file /usr/local/bin/hello-service there'
