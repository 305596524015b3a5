#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 20: of several images the highest code counts: 122 for what is not there and for wrong words, 123 where the engine
# does not answer, 120 for what failed; 0 only where each is verified.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_IMAGES='a b' CB21_MARKER='hello-service starting'
cb21 verify a b
expect_code 0
[ "$(grep -c ': passed: ' "$TEST_ROOT/out")" -eq 2 ] || fail 'not both were told'
cb21 verify a gone b
expect_code 122
expect_out 'gone: missing: there is no image gone in the local store'
[ "$(grep -c ': passed: ' "$TEST_ROOT/out")" -eq 2 ] || fail 'the others were not looked at'
CB21_MARKER=other cb21 verify a gone
expect_code 122
expect_out 'a: blocked'
CB21_MARKER=other cb21 verify a b
expect_code 120
FAKE_DOCKER_DOWN=1 cb21 verify a
expect_code 123
expect_err 'does not answer'
FAKE_DOCKER_DOWN=1 cb21 verify --running web
expect_code 123

# The engine goes away while it is looked into.
printf '#!/bin/sh\ntouch "%s/down"\n' "$TEST_ROOT" >"$TEST_ROOT/hook"
printf '#!/bin/sh\n[ ! -e "%s/down" ] || export FAKE_DOCKER_DOWN=1\nexec "%s/bin/docker" "$@"\n' "$TEST_ROOT" "$TEST_ROOT" >"$TEST_ROOT/for-a-while"
chmod +x "$TEST_ROOT/hook" "$TEST_ROOT/for-a-while"
FAKE_DOCKER_HOOK="$TEST_ROOT/hook" FAKE_DOCKER_HOOK_FOR=create cb21 verify --cb21-docker="$TEST_ROOT/for-a-while" a
expect_code 123
expect_empty_out

wrong() {
  cb21 verify "${@:2}"
  expect_code 122
  expect_err "$1"
  expect_empty_out
}
wrong 'which image?'
wrong 'verify knows no option --tag' --tag a
wrong 'verify knows no option -t' -t a
wrong '--marker needs a value' a --marker
wrong '--cb21-binary cannot be "x"' a --binary x
wrong 'did you mean --cb21-marker?' a --cb21-markr=x
wrong '--cb21-receipt is where a build leaves its receipt' a --cb21-receipt=x
wrong 'is no folder here' a --against "$TEST_ROOT/binary"
wrong 'is no folder here' a --against -
wrong 'speaks of a build' a -f Dockerfile
wrong 'there is no such container' a --running web
wrong '--running is held against one image' a b --running web
wrong 'cannot open the receipt' a --receipt "$TEST_ROOT/none"
wrong 'cannot read the receipt' a --receipt "$TEST_ROOT"
cb21 verify --cb21-docker="$TEST_ROOT/none" a
expect_code 127
