#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Standard input is docker's: a Dockerfile, a tar, or nothing to do with the build at all.
# Also on bookworm, bookworm-classic: each client reads standard input in its own way.
. "$(dirname "$0")/harness.sh"
mkdir -p "$TEST_ROOT/w/app" && cd "$TEST_ROOT/w"
printf 'FROM scratch\nCOPY a.txt /\n' >app/Dockerfile
printf 'FROM scratch\nCOPY a.txt /second\n' >app/Second
printf 'a\n' >app/a.txt
# Without a sign of Rust the builds would be forwarded, and shown to be alike for nothing.
touch app/main.rs
printf 'FROM scratch\nLABEL from=input\n' >standalone
tar -C app -cf app.tar .
tar -C app -czf app.tar.gz .
: >nothing

UNCACHED=yes INPUT=app/Second alike builds -q -f - app
UNCACHED=yes INPUT=app/Second alike builds -q -f- -t "$TAG:a" ./app/
INPUT=app.tar alike builds -q app
export UNCACHED=yes
INPUT=standalone alike builds -q -
INPUT=standalone alike builds -q -t "$TAG:b" -
INPUT=app.tar alike builds -q -
INPUT=app.tar.gz alike builds -q -
INPUT=app.tar alike builds -q -f Second -
INPUT=app.tar alike builds -f ./Second -t "$TAG:c" -
INPUT=nothing alike fails1 -
INPUT=standalone alike either -f app/Dockerfile -
docker image inspect "$TAG:a" "$TAG:b" "$TAG:c" >/dev/null || fail "a tag is missing"

# What came in is what the image was made of.
INPUT=app/Second one_side cb21 --iidfile @id -f - app
docker create --name "${TAG//\//-}" "$(cat "$TEST_ROOT/cb21/id")" x >/dev/null
docker cp "${TAG//\//-}:/second" "$TEST_ROOT/second" || fail "the image of -f - lacks /second"
docker rm "${TAG//\//-}" >/dev/null
printf '%s forms\n' "$FORMS"
