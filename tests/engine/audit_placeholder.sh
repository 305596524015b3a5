#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The audit finds the placeholder that docker shipped, whatever the marker says; with the cure in the Dockerfile it passes.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'the classic builder exports no stages'
new_project placeholder-main
say_run

docker build -q -t "$TAG" "$PROJECT" >/dev/null
cb21 audit -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'stale is the package hello-service (its "'
expect_err 'likely placeholder-main'

sed -i 's|^RUN cargo build|RUN find . -name "*.rs" -exec touch {} + \&\& cargo build|' "$PROJECT/Dockerfile"
docker build -q -t "$TAG" "$PROJECT" >/dev/null
cb21 audit -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified: recompiled'
