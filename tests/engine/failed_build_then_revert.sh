#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A is verified; B compiles and then fails in docker; back to A, with A's times: the sources are as they were verified, so docker's
# cache is used, under a new name of the context; what comes out of it is the verified image, or is proved anew. Docker's exit
# code is cb21's.
# Also on bookworm, bookworm-classic: the layers that a failed build leaves.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM scratch|RUN ! grep "greeting: two" src/main.rs \|\| exit 42\n&|' "$PROJECT/Dockerfile"
sed -i 's|^COPY --from=builder|COPY --from=builder /build/Cargo.toml /\n&|' "$PROJECT/Dockerfile"
# The name that BuildKit knows the context by.
context() { basename "$(jq -r '.docker_argv[-1]' "$TEST_ROOT/report")"; }
cb21 --cb21-report "$TEST_ROOT/report" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
verified=$(id_of "$TAG") before=$(context)

set_greeting two keep
cb21 --cb21-report "$TEST_ROOT/report" -t "$TAG" "$PROJECT"
if buildkit; then expect_code 1; else expect_code 42; fi
expect_no_err 'cb21: verified'
[ "$(id_of "$TAG")" = "$verified" ] || fail 'a build that failed moved the tag'
failed=$(context)

set_greeting one keep
cb21 --cb21-report "$TEST_ROOT/report" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_err 'cb21: verified'
expect_shipped one
if [ "$(id_of "$TAG")" = "$verified" ]; then
  expect_err 'the image is the one that was verified last'
else
  expect_no_err 'the image is the one that was verified last'
fi
! buildkit || { [ "$(context)" != "$before" ] && [ "$(context)" != "$failed" ]; } || fail "the context is called $(context), as before"
cb21 -t "$TAG" "$PROJECT"
expect_err 'cb21: fresh'
expect_err 'cb21: verified'
expect_shipped one
