#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 16: a receipt travels with its image: saved and loaded into another engine the image is the one that was verified,
# also where it was built again to the same bytes; another image is not.
# Also on bookworm, ctr: an image keeps its id from store to store, or does not.
. "$(dirname "$0")/harness.sh"
new_project quick
receipt=$TEST_ROOT/receipt.json
cb21 --cb21-receipt "$receipt" -t "$TAG" "$PROJECT"
expect_code 0
jq -e --arg id "$(id_of "$TAG")" --arg engine "$(docker version --format '{{.Server.Version}}')" '
  .image_id == $id and .builder.engine == $engine and .bases[0].reference == "rust:1-slim-bookworm" and
  .binaries[0].path == "/hello-service" and any(.proofs[]; .name == "marker" and .result == "pass")' "$receipt" >/dev/null ||
  fail "the receipt is $(cat "$receipt")"
! grep -qF "$TEST_ROOT" "$receipt" || fail 'it names a path of this machine'
cmp "$receipt" "$XDG_STATE_HOME"/cb21/projects/*/receipt || fail 'the one that is kept is another'

# The same file in an image that is not the same; and another file.
printf 'FROM %s\nLABEL again=1\n' "$TAG" | docker build -q -t "$TAG:again" - >/dev/null
printf 'FROM %s\nCOPY built /hello-service\n' "$TAG" >"$TEST_ROOT/Dockerfile"
mkdir "$TEST_ROOT/other"
echo 'of yesterday' >"$TEST_ROOT/other/built"
docker build -q -t "$TAG:other" -f "$TEST_ROOT/Dockerfile" "$TEST_ROOT/other" >/dev/null

verdicts() {
  cb21 verify --receipt "$receipt" "$TAG"
  expect_code 0
  cb21 verify --receipt "$receipt" "$TAG:again"
  expect_code 0
  expect_out 'the image has another id'
  cb21 verify --receipt "$receipt" "$TAG:other"
  expect_code 120
  expect_out 'deploy-path'
}
verdicts
expect_out '/hello-service has 13 bytes where'

# On another machine: another engine, which has no state.
other=trixie
[ "$ENGINE" != trixie ] || other=bookworm
if "$REPOSITORY/scripts/engine" status "$other" >/dev/null 2>&1; then
  docker save --output "$TEST_ROOT/images.tar" "$TAG" "$TAG:again" "$TAG:other"
  here=$ENGINE
  remove_there() { (eval "$("$REPOSITORY/scripts/engine" env "$other")" && docker image rm --force "$TAG" "$TAG:again" "$TAG:other") >/dev/null 2>&1 || true; }
  trap 'eval "$("$REPOSITORY/scripts/engine" env "$here")"; remove_there; clean_up' EXIT
  eval "$("$REPOSITORY/scripts/engine" env "$other")"
  export XDG_STATE_HOME=$TEST_ROOT/elsewhere
  docker load --quiet --input "$TEST_ROOT/images.tar" >/dev/null
  verdicts
  cb21 verify --cb21-verify required --receipt "$receipt" --against "$PROJECT" "$TAG"
  expect_code 0
  set_greeting two
  cb21 verify --receipt "$receipt" --against "$PROJECT" "$TAG"
  expect_code 120
  expect_out 'other sources'
  eval "$("$REPOSITORY/scripts/engine" env "$here")"
fi

# A build that is blocked leaves none.
cb21 --cb21-receipt "$receipt" --cb21-marker 'of another program' --no-cache -t "$TAG" "$PROJECT"
expect_code 120
[ ! -e "$receipt" ] || fail 'the receipt of an earlier build is left'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
