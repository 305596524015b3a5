#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image of another platform is looked into without being run; started, it can only fail.
. "$(dirname "$0")/harness.sh"
new_project quick
mkdir "$PROJECT/built"
cat /bin/true "$PROJECT/src/main.rs" >"$PROJECT/built/hello-service"
printf 'FROM scratch\nCOPY built/hello-service /\nENTRYPOINT ["/hello-service"]\n' >"$PROJECT/Dockerfile"
case $(uname -m) in x86_64) other=linux/arm64 ;; *) other=linux/amd64 ;; esac

run docker build -q --platform "$other" -t "$TAG:plain" "$PROJECT"
[ "$CODE" -eq 0 ] || not_for_this_engine "it builds for no other platform: $(tail -n 1 "$TEST_ROOT/err")"
cb21 --platform "$other" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
[ "linux/$(docker image inspect --format '{{.Architecture}}' "$TAG")" = "$other" ] || fail 'the image is of this platform'

cb21 -t "$TAG:here" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
cb21 --cb21-run 5 --platform "$other" -t "$TAG" "$PROJECT"
[ "$CODE" -eq 0 ] || [ "$CODE" -eq 120 ] || fail "exit code $CODE"
[ -z "$(leftover_containers)" ] || fail 'a container is left'
