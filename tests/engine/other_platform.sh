#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image of another platform is looked into without being run; started, it can only fail. A binary of this machine in it
# is one-arch-everywhere, which plain docker builds without a word.
# Also on bookworm, ctr: the platform that an image claims, and who starts it.
. "$(dirname "$0")/harness.sh"
new_project quick
mkdir "$PROJECT/built"
binary=$PROJECT/built/hello-service
cat /bin/true "$PROJECT/src/main.rs" >"$binary"
printf 'FROM scratch\nCOPY built/hello-service /\nENTRYPOINT ["/hello-service"]\n' >"$PROJECT/Dockerfile"
# e_machine of elf(5), low byte.
case $(uname -m) in x86_64) other=linux/arm64 machine='\xb7' ;; *) other=linux/amd64 machine='\x3e' ;; esac

run docker build -q --platform "$other" -t "$TAG:plain" "$PROJECT"
[ "$CODE" -eq 0 ] || not_for_this_engine "it builds for no other platform: $(tail -n 1 "$TEST_ROOT/err")"
cb21 --platform "$other" -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'one-arch-everywhere'

# shellcheck disable=SC2059 # an escape sequence
printf "$machine" | dd of="$binary" bs=1 seek=18 conv=notrunc status=none
cb21 --platform "$other" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
[ "linux/$(docker image inspect --format '{{.Architecture}}' "$TAG")" = "$other" ] || fail 'the image is of this platform'

cb21 -t "$TAG:here" "$PROJECT"
expect_code 120
expect_no_err 'cb21: fresh'
cb21 --cb21-run 5 --platform "$other" -t "$TAG" "$PROJECT"
[ "$CODE" -eq 0 ] || [ "$CODE" -eq 120 ] || fail "exit code $CODE"
[ -z "$(leftover_containers)" ] || fail 'a container is left'
