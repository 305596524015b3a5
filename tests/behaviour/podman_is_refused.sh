#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A docker that is podman, by its own words and not by its name, is refused in one sentence before anything is built or
# pruned, for podman's `builder prune` deletes images; what is only forwarded stays so.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$TEST_ROOT/podman"
ln -s "$FAKE_DOCKER" "$TEST_ROOT/podman/mine"
# Its own name, and the one that a link gives it; through a script as podman-docker's is.
printf '#!/bin/sh\nexec "%s" "$@"\n' "$FAKE_DOCKER" >"$TEST_ROOT/podman/docker"
chmod +x "$TEST_ROOT/podman/docker"
refused() { # WORDS
  forget_calls
  cb21 "$@"
  expect_code 123
  expect_empty_out
  expect_err 'is podman ('
  expect_err '--cb21-off'
  expect_err '--cb21-docker'
  [ "$(wc -l <"$TEST_ROOT/err")" -eq 1 ] || fail "not one sentence"
  ! docker_calls | grep -qEv '^(--version|version)$' || fail "podman was asked for: $(docker_calls)"
}
for docker in "$TEST_ROOT/bin/docker" "$TEST_ROOT/podman/docker" "$TEST_ROOT/podman/mine"; do
  for name in podman "$(basename "$docker")"; do
    export FAKE_DOCKER_PODMAN=$name CB21_DOCKER=$docker
    refused -t hello "$PROJECT"
    refused --cb21-strategy=prune "$PROJECT"
    refused --cb21-profile=production "$PROJECT"
    refused --cb21-dry-run "$PROJECT"
    refused prune --all
    refused prune --context
    refused verify hello
    refused verify hello --against "$PROJECT"
    refused audit -t hello "$PROJECT"
    refused diagnose hello
    refused diagnose hello "$PROJECT"
  done
done
unset CB21_DOCKER
export FAKE_DOCKER_PODMAN=podman
refused -t hello "$PROJECT"

forwarded() { # WORDS
  forget_calls
  cb21 "$@"
  expect_code 0
  expect_no_err 'is podman'
}
forwarded -t hello --cb21-off "$PROJECT"
[ "$(docker_calls)" = "build -t hello $PROJECT" ] || fail "podman got: $(docker_calls)"
CB21_OFF=1 forwarded -t hello "$PROJECT"
[ "$(docker_calls)" = "build -t hello $PROJECT" ] || fail "podman got: $(docker_calls)"
forwarded --help
forwarded --check "$PROJECT"
forwarded --version
forwarded check "$PROJECT"
