#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each binary that the image ships is looked at, and one that is another than its name says is enough to block.
. "$(dirname "$0")/harness.sh"
new_project quick
mkdir "$PROJECT/src/bin"
sed 's/hello-service v/hello-worker v/' "$PROJECT/src/main.rs" >"$PROJECT/src/bin/worker.rs"
sed -i 's|^ENTRY|COPY --from=builder /build/target/release/worker /worker\nENTRY|' "$PROJECT/Dockerfile"
cb21 --cb21-report "$TEST_ROOT/report.json" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
[ "$(jq -r '[.artifacts[].path] | sort | join(" ")' "$TEST_ROOT/report.json")" = '/hello-service /worker' ] || fail "$(jq .artifacts "$TEST_ROOT/report.json")"

sed -i 's|release/worker /worker|release/hello-service /worker|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 120
expect_err '/worker is hello-service, and not what this build compiled as worker'
expect_err 'wrong-bin'
