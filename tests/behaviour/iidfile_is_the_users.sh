#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The user's --iidfile is the only one, and holds what docker wrote; where there is none cb21 adds its own and takes it
# away again.
. "$(dirname "$0")/harness.sh"
new_project
cb21 --iidfile "$TEST_ROOT/id" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
[ "$(last_build | grep -o -- --iidfile | wc -l)" = 1 ] || fail "docker got: $(last_build)"
[ "$(cat "$TEST_ROOT/id")" = "sha256:$(printf 'a%.0s' {1..64})" ] || fail "the id is $(cat "$TEST_ROOT/id")"
cb21 "$PROJECT"
expect_build_with "--iidfile=$TMPDIR/"
FAKE_DOCKER_EXIT=1 cb21 "$PROJECT"
[ -z "$(ls -A "$TMPDIR")" ] || fail "left in TMPDIR: $(ls -A "$TMPDIR")"
# One that can be read only by somebody else is left to them; a tag is no witness, for it may be the old image's.
"$CB21" --iidfile /dev/stdout -t name "$PROJECT" 2>"$TEST_ROOT/err" | cat >"$TEST_ROOT/out"
expect_out "sha256:aaaa"
expect_err "cb21: unverified: the image's id is not known"
# A TMPDIR that is not there is passed over.
TMPDIR=/nowhere cb21 -t name "$PROJECT"
expect_code 0
expect_build_with "--iidfile=$XDG_STATE_HOME/cb21/"
expect_err 'cb21: verified'
[ -z "$(find "$XDG_STATE_HOME/cb21" -name iid)" ] || fail 'an id file is left'
