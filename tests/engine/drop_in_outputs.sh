#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What docker writes elsewhere than into its store: folders, tars, id and metadata files.
# Also on bookworm, bookworm-classic: what can be exported by which client.
. "$(dirname "$0")/harness.sh"
mkdir -p "$TEST_ROOT/w/app" && cd "$TEST_ROOT/w"
printf 'FROM scratch\nCOPY a.txt /\n' >app/Dockerfile
printf 'a\n' >app/a.txt
# Without a sign of Rust the builds would be forwarded, and shown to be alike for nothing.
touch app/main.rs

# The classic builder has no outputs: it refuses, or (20.10) takes no notice.
if buildkit; then ends=builds; else ends=either; fi
alike builds -q app
alike "$ends" -o type=local,dest=@files app
alike "$ends" --output=@files app
alike "$ends" -o @files app
alike "$ends" -o - app
alike "$ends" -o type=tar,dest=- app
alike "$ends" -o type=tar,dest=@archive app
! buildkit || [ "$(tar -tf "$TEST_ROOT/cb21/archive")" = a.txt ] || fail "no a.txt in the tar"
alike either -o type=local,dest=@files --iidfile @id app
alike either -o type=docker -q app
alike either --load -q app

# Its values name the build, so the keys are compared.
CODE=0
docker build -q --metadata-file "$TEST_ROOT/docker.json" app >/dev/null 2>&1 || CODE=$?
expected=$CODE
cb21 -q --metadata-file "$TEST_ROOT/cb21.json" app
expect_code "$expected"
if [ "$expected" -eq 0 ]; then
  for side in docker cb21; do jq -r keys[] "$TEST_ROOT/$side.json" >"$TEST_ROOT/$side.keys"; done
  diff "$TEST_ROOT/docker.keys" "$TEST_ROOT/cb21.keys" || fail "--metadata-file has other keys"
fi
printf '%s forms\n' "$((FORMS + 1))"
