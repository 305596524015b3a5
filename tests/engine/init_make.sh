#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8, 9: the targets that `cb21 init --make` writes build the image, build it for a release, and run the development
# container; so does cb21.mk, included by a Makefile that was there.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/compose.sh"
start_registry
new_project quick "$MOUNTABLE/service-$$"
# An image of its own, for it is removed by its id.
printf 'FROM rust:1-slim-bookworm\nLABEL of="%s"\n' "$TAG" | docker build -q -t "$REGISTRY/rust:1-slim-bookworm" - >/dev/null
docker push -q "$REGISTRY/rust:1-slim-bookworm" >/dev/null
sed -i "s|^FROM rust|FROM $REGISTRY/rust|" "$PROJECT/Dockerfile"
cb21 init "$PROJECT" --make --dev
expect_code 0
target() { run make -C "$PROJECT" IMAGE="$TAG" CB21="$CB21" COMPOSE="$COMPOSE" "$@"; }

target image
expect_code 0
expect_err 'cb21: verified'
expect_shipped one
set_greeting two keep
target release-image
expect_code 0
expect_err 'cb21: verified'
expect_shipped two "$TAG:release"
target verify-image
expect_code 0

make -C "$PROJECT" COMPOSE="$COMPOSE" dev >"$TEST_ROOT/dev.log" 2>&1 </dev/null &
make_process=$!
left=240
until [ -n "$(container)" ]; do
  [ $((left -= 1)) -gt 0 ] || fail "no container: $(cat "$TEST_ROOT/dev.log")"
  sleep 0.5
done
expect_logged 'greeting: two'
set_greeting six keep
expect_logged 'greeting: six'
compose stop --timeout 20
wait "$make_process" || true

# A Makefile that was there.
rm "$PROJECT/Makefile"
printf 'all:\n\t@echo mine\n\ninclude cb21.mk\n' >"$PROJECT/Makefile"
cb21 init "$PROJECT" --make
expect_code 0
set_greeting ten keep
target image
expect_code 0
expect_shipped ten
target
grep -q '^mine$' "$TEST_ROOT/out" || fail "the Makefile's own first target is not the default"
