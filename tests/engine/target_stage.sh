#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --target: an image before cargo ran proves nothing, one that ends where it ran is verified by what cargo left there; the record
# of neither is the whole build's.
# Also on bookworm-classic: how it finds the stage.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM \(.*\) AS builder|FROM \1 AS sources|; s|^RUN|FROM sources AS builder\nRUN|' "$PROJECT/Dockerfile"
cb21 --target sources -t "$TAG:sources" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
cb21 --target builder -t "$TAG:builder" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
expect_err 'cb21: verified: /build/target/release/hello-service'
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
expect_err 'cb21: verified: /hello-service'
cb21 --target builder --cb21-binary /build/target/release/hello-service --cb21-marker 'greeting: one' -t "$TAG:builder" "$PROJECT"
expect_code 0
