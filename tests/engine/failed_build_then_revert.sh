#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A is verified; B compiles and then fails in docker; back to A, with A's times: the old record must not call that fresh, for
# docker's layers have moved on. Docker's exit code is cb21's.
# Also on bookworm, bookworm-classic: the layers that a failed build leaves.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM scratch|RUN ! grep "greeting: two" src/main.rs \|\| exit 42\n&|' "$PROJECT/Dockerfile"
sed -i 's|^COPY --from=builder|COPY --from=builder /build/Cargo.toml /\n&|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

set_greeting two keep
cb21 -t "$TAG" "$PROJECT"
if buildkit; then expect_code 1; else expect_code 42; fi
expect_no_err 'cb21: verified'

set_greeting one keep
cb21 -t "$TAG" "$PROJECT"
expect_code 0
expect_no_err 'cb21: fresh'
expect_err 'cb21: verified'
expect_shipped one
cb21 -t "$TAG" "$PROJECT"
expect_err 'cb21: fresh'
