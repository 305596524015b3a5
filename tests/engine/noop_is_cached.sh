#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Nothing changed: docker's cache is kept, the image is the one already verified, and no container is made to look at it.
# Also on bookworm, bookworm-classic: whether an image is the one that was verified.
. "$(dirname "$0")/harness.sh"
new_project
cb21 --iidfile "$TEST_ROOT/first" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

since=$(date +%s.%N)
cb21 "${PLAIN[@]}" --iidfile "$TEST_ROOT/second" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_err 'cb21: verified'
expect_cached 'RUN cargo build'
cmp "$TEST_ROOT/first" "$TEST_ROOT/second" || fail 'the image is another one'
[ -z "$(docker events --since "$since" --until "$(date +%s.%N)" --filter type=container)" ] || fail 'a container was made'
