#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The Dockerfile lies outside the context. Its own edit keeps the cache, even one that keeps its size and mtime, which
# docker 20.10 does not see; a source's edit is seen as ever.
# Also on bookworm, bookworm-classic: 20.10 sends such a Dockerfile beside the context.
. "$(dirname "$0")/harness.sh"
new_project quick
mkdir "$TEST_ROOT/docker"
mv "$PROJECT/Dockerfile" "$TEST_ROOT/docker/Service.dockerfile"
dockerfile=$TEST_ROOT/docker/Service.dockerfile
echo 'LABEL version="greeting: one"' >>"$dockerfile"
label() { docker image inspect --format '{{.Config.Labels.version}}' "$TAG"; }

cb21 -t "$TAG" -f "$dockerfile" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

set_greeting two keep
cb21 -t "$TAG" --file="$dockerfile" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_shipped two

set_greeting six keep "$dockerfile"
cb21 -t "$TAG" "${PLAIN[@]}" -f "$dockerfile" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_err 'cb21: verified'
# The classic client adds a file of random name to the context, and so to COPY's key.
! buildkit || expect_cached 'RUN mkdir'
[ "$(label)" = 'greeting: six' ] || fail "the image's label is '$(label)', the Dockerfile's is 'greeting: six'"
expect_shipped two
