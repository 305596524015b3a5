#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A stripped binary still holds its marker; and one stage may do both, compile and start.
. "$(dirname "$0")/harness.sh"
new_project
printf '[profile.release]\nstrip = true\npanic = "abort"\n' >>"$PROJECT/Cargo.toml"
sed -i '/^FROM debian/,$d' "$PROJECT/Dockerfile"
echo 'ENTRYPOINT ["./target/release/hello-service"]' >>"$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
expect_err '/build/target/release/hello-service'
expect_printed 'greeting: one'
