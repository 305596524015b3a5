#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Dependencies are built with a dummy main.rs that cargo then takes for the real one: no docker flag helps, cb21 blocks.
. "$(dirname "$0")/harness.sh"
new_project placeholder-main

docker build -q --no-cache -t "$TAG:plain" "$PROJECT" >/dev/null
[ -z "$(printed "$TAG:plain")" ] || fail "docker build --no-cache was expected to ship the placeholder"

cb21 -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'cb21: blocked'
expect_err 'placeholder-main'

cb21 --cb21-marker 'hello-service v' -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'placeholder-main'

# The cure that the message names.
sed -i 's|^RUN cargo build|RUN find . -name "*.rs" -exec touch {} + \&\& cargo build|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
expect_printed 'greeting: one'
