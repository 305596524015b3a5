#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 11: a container that runs an older image of the name is told, of any image and without a folder; and an image that
# cb21 did not build and knows no sources of has nothing against it.
# Also on ctr: the id that a container names.
. "$(dirname "$0")/harness.sh"
CONTAINER=cb21-test-running-$$
trap 'docker rm --force "$CONTAINER" >/dev/null 2>&1 || true; clean_up' EXIT
docker tag debian:bookworm-slim "$TAG"
docker run --detach --name "$CONTAINER" --network none "$TAG" sleep 600 >/dev/null
cb21 diagnose "$TAG"
expect_code 0
grep -qE 'containers: [0-9]+ running' "$TEST_ROOT/out" || fail 'it is not seen'

printf 'FROM debian:bookworm-slim\nENV RUN=%s\nENTRYPOINT ["/bin/true"]\n' "$TEST_ROOT" | docker build -q -t "$TAG" - >/dev/null
cb21 diagnose "$TAG"
expect_code 120
grep -qF "containers: $CONTAINER runs sha256:" "$TEST_ROOT/out" || fail 'the old container is not told'
grep -qF 'likely: container-not-recreated (likely)' "$TEST_ROOT/out" || fail 'the mechanism is not named'
grep -qF "  docker rm --force $CONTAINER" "$TEST_ROOT/out" || fail 'no cure'
docker rm --force "$CONTAINER" >/dev/null
cb21 diagnose --json "$TAG"
expect_code 0
jq -e '.verdict == "nothing-found" and .project == null' "$TEST_ROOT/out" >/dev/null || fail 'the verdict'
[ -z "$(leftover_containers)" ] || fail 'containers are left'
