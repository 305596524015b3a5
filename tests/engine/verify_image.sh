#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 4, canon 16, canon 20: the release gate on real images: one that cb21 verified passes, a placeholder that plain
# docker built does not, nor one of sources that moved on since, nor one of which nothing is known.
# Also on ctr: the id of an image.
. "$(dirname "$0")/harness.sh"
new_project hello
say_run
cb21 -t "$TAG" "$PROJECT"
expect_code 0

cb21 verify --cb21-verify required --against "$PROJECT" "$TAG"
expect_code 0
expect_out 'verified: '
cb21 verify "$TAG" --marker 'hello-service v'
expect_code 0
expect_out 'is in /usr/local/bin/hello-service'
cb21 verify "$TAG"
expect_code 0
expect_out "the image is the one of the last verified build of $PROJECT"
# The same program in an image that nobody knows.
printf 'FROM %s\nLABEL again=1\n' "$TAG" | docker build -q -t "$TAG:again" - >/dev/null
cb21 verify "$TAG:again"
expect_code 120
expect_out 'inconclusive'
cb21 verify --json --cb21-run 20 "$TAG"
expect_code 0
jq -e '.verdict == "verified" and any(.images[0].proofs[]; .name == "run" and .result == "pass")' "$TEST_ROOT/out" >/dev/null || fail 'the run is no proof'
cb21 verify "$TAG" "$TAG:none" --marker 'hello-service v'
expect_code 122

# Another build of the same sources, by docker: the very same bytes, or no verified image.
docker build -q --no-cache -t "$TAG:docker" "$PROJECT" >/dev/null
cb21 verify --against "$PROJECT" "$TAG:docker"
if [ "$(content "$TAG" /usr/local/bin/hello-service | sha256sum)" = "$(content "$TAG:docker" /usr/local/bin/hello-service | sha256sum)" ]; then
  expect_code 0
else
  expect_code 120
  expect_out 'deploy-path'
fi

set_greeting two keep
cb21 verify --against "$PROJECT" "$TAG"
expect_code 120
expect_out 'the sources moved on since the image was verified: src/main.rs changed'
set_greeting one keep
cb21 verify --against "$PROJECT" "$TAG"
expect_code 0

new_project placeholder-main "$TEST_ROOT/placeholder-$$"
docker build -q -t "$TAG:placeholder" "$PROJECT" >/dev/null
cb21 verify --against "$PROJECT" "$TAG:placeholder" "$TAG"
expect_code 120
expect_out "$TAG:placeholder: blocked: "
expect_out 'placeholder-main'
cb21 verify --cb21-run 20 "$TAG:placeholder"
expect_code 120
expect_out 'printed nothing'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
