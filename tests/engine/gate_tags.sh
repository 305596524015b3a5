#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 16, 20: A blocked build leaves each tag on the image it was on; a proved one moves all of them, and standard output, id file and
# metadata file are what docker writes.
# Also on bookworm, bookworm-classic: output is the client's.
. "$(dirname "$0")/harness.sh"
new_project placeholder-main

# Good yesterday, a placeholder today.
printf 'FROM scratch\nCOPY Cargo.toml /\n' | docker build -q -t "$TAG" -t "$TAG:other" -f - "$PROJECT" >/dev/null
before=$(id_of "$TAG")
cb21 -t "$TAG" -t "$TAG:other" -t "$TAG:new" "$PROJECT"
expect_code 120
expect_err 'placeholder-main'
expect_err '; no tag was moved'
for tag in "$TAG" "$TAG:other"; do [ "$(id_of "$tag")" = "$before" ] || fail "$tag was moved"; done
[ "$(id_of "$TAG:new")" = nothing ] || fail 'a tag was made'
cb21 --cb21-verify off -t "$TAG" "$PROJECT"
expect_code 0
[ "$(id_of "$TAG")" != "$before" ] || fail 'docker was expected to move the tag'

new_project quick "$TEST_ROOT/quick-$$"
cb21 -t "$TAG" --tag="$TAG:other" "-t$TAG:new" --iidfile "$TEST_ROOT/id" "$PROJECT"
expect_code 0
for tag in "$TAG" "$TAG:other" "$TAG:new"; do [ "$(id_of "$tag")" = "$(cat "$TEST_ROOT/id")" ] || fail "$tag names another image"; done
expect_shipped one

# Word for word, the classic builder's last lines included.
cd "$TEST_ROOT"
mkdir app && printf 'FROM scratch\nCOPY a.txt /\n' >app/Dockerfile && printf 'a %s\n' "$$" >app/a.txt
alike builds -t "$TAG:a" app
alike builds -t "$TAG:a" -t "$TAG:b" -t "docker.io/$TAG:a" -t "docker.io/library/cb21-test-$$:c" -t "localhost/$TAG" --iidfile @id app
alike builds -qt "$TAG:a" -t "$TAG:b" app
# A name with a capital is one to newer clients.
alike either -t "Cb21-test-$$/x:1" app
docker image rm "Cb21-test-$$/x:1" >/dev/null 2>&1 || true
for bad in Upper "$TAG:" "$TAG:a@sha256:$(printf '%064d' 0)" '' "$(printf '%064d' 0)"; do alike fails -t "$bad" app; done
alike fails -t "$TAG:a" missing
docker image rm "cb21-test-$$:c" "localhost/$TAG" >/dev/null

if has_buildx; then
  alike builds --metadata-file @metadata -t "$TAG:a" app
  alike builds --metadata-file @metadata -t "$TAG:a" -t "docker.io/$TAG:a" -t "$TAG" app
  alike builds --metadata-file @metadata -o "type=image,name=$TAG:a" app
  alike builds --metadata-file @metadata -o "type=docker,name=$TAG:b" -t "$TAG:c" app
  alike builds --metadata-file @metadata --load -t "$TAG:a" app
  alike builds --metadata-file @metadata -o type=cacheonly -t "$TAG:a" app
  [ "$(stat -c %a "$TEST_ROOT/cb21/metadata")" = "$(stat -c %a "$TEST_ROOT/docker/metadata")" ] || fail 'the metadata file has another mode'
fi
