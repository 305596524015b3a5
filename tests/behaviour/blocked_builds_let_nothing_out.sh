#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 16, 20: A build that fails its proof moves no tag, pushes nothing and writes no files, and says so.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
export FAKE_CARGO_EVIDENCE=stub
# SENTENCE WORDS...
blocked() {
  local sentence=$1
  shift
  forget_calls
  cb21 --cb21-report "$TEST_ROOT/report.json" "$@" "$PROJECT"
  expect_code 120
  expect_err 'cb21: blocked'
  expect_err "; $sentence"
  expect_no_docker_call 'tag '
  expect_no_docker_call 'push '
  [ "$(docker_builds | wc -l)" -eq 1 ] || fail "docker built more than once: $(docker_builds)"
  for word in -t --push --output -o; do expect_build_without " $word"; done
  [ "$(jq -c .released "$TEST_ROOT/report.json")" = '[]' ] || fail 'the report has released something'
}
blocked 'no tag was moved' -t one -t two
blocked 'no tag was moved and nothing was pushed' -t one --push
blocked 'no tag was moved and nothing was pushed' --output type=image,name=one,push=true
blocked 'no tag was moved and nothing was pushed' --output type=registry,name=one
blocked 'nothing was written or pushed' -o out
blocked 'nothing was written or pushed' -o type=tar,dest=out.tar -t one
blocked 'nothing was written or pushed' --output type=docker,dest=out.tar
blocked 'nothing was written or pushed' --builder elsewhere --push -t one
expect_build_with ' --load '

# The metadata file lacks the name.
blocked 'no tag was moved' -t one --metadata-file "$TEST_ROOT/metadata.json"
[ "$(jq 'has("image.name")' "$TEST_ROOT/metadata.json")" = false ] || fail 'the metadata file has a name'
unset FAKE_CARGO_EVIDENCE
cb21 -t one -t localhost/two:2 --metadata-file "$TEST_ROOT/metadata.json" "$PROJECT"
expect_code 0
[ "$(jq -r '."image.name"' "$TEST_ROOT/metadata.json")" = docker.io/library/one,localhost/two:2 ] || fail "$(cat "$TEST_ROOT/metadata.json")"
