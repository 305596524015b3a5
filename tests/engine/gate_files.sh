#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Files are written only by a build whose image was proved, and are what docker writes; the image that was only looked at does
# not stay.
# Also on bookworm, bookworm-classic: what can be exported by which client.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'the classic builder writes no files'
cd "$TEST_ROOT"

new_project placeholder-main
for output in type=local,dest=files files type=tar,dest=files -; do
  cb21 -o "$output" "$PROJECT"
  expect_code 120
  expect_err 'placeholder-main'
  expect_err 'nothing was written or pushed'
  [ ! -e files ] || fail "$output: a blocked build has written"
  [ ! -s "$TEST_ROOT/out" ] || fail "$output: a blocked build has written to standard output"
done

new_project quick "$TEST_ROOT/quick-$$"
cb21 -o files "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
grep -qa 'greeting: one' files/hello-service || fail 'the file holds something else'
# The image that was looked at does not stay; one that was there before does, with and without a tag.
looked_at() { jq -r .image_id report.json; }
cb21 -o files --cb21-report report.json --no-cache "$PROJECT"
expect_code 0
[ "$(id_of "$(looked_at)")" = nothing ] || fail 'the image that was looked at is left'
cb21 -t "$TAG" "$PROJECT"
cb21 -o files --cb21-report report.json "$PROJECT"
expect_code 0
[ "$(id_of "$TAG")" = "$(looked_at)" ] || fail 'the tagged image went'
docker build -q -t "$TAG" - <<<'FROM scratch
LABEL other=1' >/dev/null
cb21 -o files --cb21-report report.json "$PROJECT"
expect_code 0
[ "$(id_of "$(looked_at)")" = "$(looked_at)" ] || fail 'the untagged image of an earlier build went'
docker image rm "$(looked_at)" >/dev/null

# As docker writes them; modes and links are in the tar.
ln -s "$PROJECT" app
alike builds -o type=local,dest=@files app
alike builds -qo @files app
alike builds -o - app
alike builds -o type=tar,dest=- -t "$TAG:tar" app
alike builds --output type=tar,dest=@archive app
alike either -o type=docker,dest=@image app
alike either -o type=oci,dest=@image app
alike either -o type=local,dest=@files --iidfile @id app
