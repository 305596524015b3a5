#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# container-not-recreated: a container that was started before the image was built again keeps the old one.
# Also on ctr: the id that a container names.
. "$(dirname "$0")/harness.sh"
container=cb21-test-verify-running-$$
trap 'docker rm --force "$container" >/dev/null 2>&1 || true; clean_up' EXIT
new_project quick
sed -i 's|^FROM scratch|FROM debian:bookworm-slim|' "$PROJECT/Dockerfile"
start() { docker run --detach --name "$container" --network none --entrypoint sleep "$TAG" 600 >/dev/null; }
gate() { cb21 verify --binary /hello-service --marker hello-service "$@"; }

cb21 -t "$TAG" "$PROJECT"
expect_code 0
start
gate --running "$container" "$TAG"
expect_code 0
expect_out 'uses this very image'
gate --running "$container"
expect_code 0

set_greeting two
cb21 -t "$TAG" "$PROJECT"
expect_code 0
for image in "$TAG" ''; do
  gate --running "$container" ${image:+"$image"}
  expect_code 120
  expect_out 'likely container-not-recreated'
  expect_out "docker rm -f $container"
  expect_out 'docker compose up --force-recreate'
done

docker rm --force "$container" >/dev/null
gate --running "$container" "$TAG"
expect_code 122
start
gate --running "$container" "$TAG"
expect_code 0
docker kill "$container" >/dev/null
gate --running "$container" "$TAG"
expect_code 120
expect_out 'does not run'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
