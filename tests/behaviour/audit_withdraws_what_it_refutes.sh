#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 16: An audit that finds other code in the image than its sources compile to blocks, and neither the record nor the
# receipt of that image is believed any more; one that finds the same bytes leaves them.
. "$(dirname "$0")/harness.sh"
new_project
sed -i 's/"one"/"a greeting that only the new code has"/' "$PROJECT/src/main.rs"
kept() { find "$XDG_STATE_HOME/cb21/projects" -name "$1" | grep -q .; }
build_once
cb21 audit "$PROJECT"
expect_code 0
expect_err 'cb21: verified: recompiled from touched sources, /usr/local/bin/hello-service has the same bytes'
kept record || fail 'the record is gone'
kept receipt || fail 'the receipt is gone'

printf '\177ELF RUST_BACKTRACE hello-service starting a greeting that only the new code has' >"$TEST_ROOT/anew"
export FAKE_CARGO_RECOMPILED=$TEST_ROOT/anew
cb21 audit "$PROJECT"
expect_code 120
expect_err 'cb21: blocked: '
! kept record || fail 'the record of the refuted image is left'
! kept receipt || fail 'the receipt of the refuted image is left'
decide
expect_decision unknown
cb21 verify "sha256:$(printf 'a%.0s' {1..64})"
expect_code 120
