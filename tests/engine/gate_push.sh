#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is pushed to a real registry was proved before, is that very image, and leaves the same files as docker's own push; a
# blocked push leaves the registry as it was.
. "$(dirname "$0")/harness.sh"
has_buildx || not_for_this_engine 'it has no --push'
start_registry
cd "$TEST_ROOT"
new_project quick "$TEST_ROOT/service-$$"

cb21 --push -t "$REGISTRY/hello:1" -t "$REGISTRY/hello" --cb21-report report.json "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
proved=$(jq -r .image_id report.json)
[ "$(jq -c .released report.json)" = "[\"tag $REGISTRY/hello:1\",\"tag $REGISTRY/hello:latest\",\"push $REGISTRY/hello:1\",\"push $REGISTRY/hello:latest\"]" ] || fail "released: $(jq -c .released report.json)"
for name in hello:1 hello:latest; do
  [ "$(in_registry "$name")" = "$proved" ] || fail "the registry has $(in_registry "$name") as $name"
  [ "$(id_of "$REGISTRY/$name")" = "$proved" ] || fail "the local store has another image as $name"
done
cb21 --output type=image,name="$REGISTRY/hello:2",push=true "$PROJECT"
expect_code 0
cb21 --output type=registry -t "$REGISTRY/hello:3" "$PROJECT"
expect_code 0
cb21 --output "type=image,\"name=$REGISTRY/hello:4,$REGISTRY/other:4\",push=true" "$PROJECT"
expect_code 0
for name in hello:2 hello:3 hello:4 other:4; do [ "$(in_registry "$name")" = "$proved" ] || fail "the registry has $(in_registry "$name") as $name"; done

# Blocked: neither a tag that is there nor a new one.
cp -R "$FIXTURES/placeholder-main" "$TEST_ROOT/placeholder-$$"
for words in "--push -t $REGISTRY/hello:1 -t $REGISTRY/hello:5" "--output type=image,name=$REGISTRY/hello:1,push=true" "--output=type=registry,name=$REGISTRY/hello:1"; do
  # shellcheck disable=SC2086
  cb21 $words "$TEST_ROOT/placeholder-$$"
  expect_code 120
  expect_err 'no tag was moved and nothing was pushed'
  [ "$(in_registry hello:1)" = "$proved" ] || fail 'the registry has another image'
  [ "$(id_of "$REGISTRY/hello:1")" = "$proved" ] || fail 'the local tag was moved'
  [ "$(in_registry hello:5)" = nothing ] || fail 'a blocked image was pushed'
done
docker build -q --push -t "$REGISTRY/hello:plain" "$TEST_ROOT/placeholder-$$" >/dev/null 2>&1
[ "$(in_registry hello:plain)" != nothing ] || fail 'docker was expected to push the placeholder'

# Beside docker's own, the build's name apart.
mkdir app && printf 'FROM scratch\nCOPY a.txt /\n' >app/Dockerfile && printf 'a %s\n' "$$" >app/a.txt && touch app/main.rs
for words in "--push -t $REGISTRY/a:1" "-q --push -t $REGISTRY/a:1 -t $REGISTRY/b" "--output type=image,name=$REGISTRY/a:2,push=true" "--output type=registry,name=$REGISTRY/a:3"; do
  # shellcheck disable=SC2086
  alike builds $words --iidfile @id --metadata-file @metadata app
done
alike fails --push app
alike fails --push -t "127.0.0.1:1/$TAG:1" app
docker image rm "127.0.0.1:1/$TAG:1" >/dev/null
