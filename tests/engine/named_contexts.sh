#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A source that comes from a named local context: edited with size and mtime kept, docker ships its old text.
. "$(dirname "$0")/harness.sh"
[[ "$(docker build --help 2>&1)" == *--build-context* ]] || not_for_this_engine 'its docker build has no named contexts'
new_project quick
mkdir "$TEST_ROOT/shared"
mv "$PROJECT/src" "$TEST_ROOT/shared/src"
sed -i 's|^RUN|COPY --from=shared src src\nRUN|' "$PROJECT/Dockerfile"

docker build -q -t "$TAG:plain" --build-context "shared=$TEST_ROOT/shared" "$PROJECT" >/dev/null
cb21 -t "$TAG" --build-context "shared=$TEST_ROOT/shared" "$PROJECT"
expect_code 0
cb21 -t "$TAG" --build-context "shared=$TEST_ROOT/shared" "$PROJECT"
expect_err 'cb21: fresh'

set_greeting two keep "$TEST_ROOT/shared/src/main.rs"
docker build -q --no-cache -t "$TAG:plain" --build-context "shared=$TEST_ROOT/shared" "$PROJECT" >/dev/null
expect_shipped one "$TAG:plain"
cb21 -t "$TAG" --build-context="shared=$TEST_ROOT/shared" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_shipped two
