#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: a folder without a Cargo.toml, or of which cargo makes no program, is told apart, and nothing is written.
. "$(dirname "$0")/harness.sh"
PROJECT=$TEST_ROOT/empty
mkdir "$PROJECT"
cb21 init "$PROJECT" --dev
expect_code 122
expect_err "there is no Cargo.toml in $PROJECT"
cb21 init "$TEST_ROOT/none"
expect_code 122
expect_err "there is no folder $TEST_ROOT/none"
mkdir "$PROJECT/src"
printf '[package]\nname = "library"\nversion = "0.1.0"\n' >"$PROJECT/Cargo.toml"
touch "$PROJECT/src/lib.rs"
cb21 init "$PROJECT"
expect_code 123
expect_err 'cargo would make no program'
printf 'fn main() {}\n' >"$PROJECT/src/main.rs"
printf '[package]\nname = "x\\n; rm -rf"\nversion = "0.1.0"\n' >"$PROJECT/Cargo.toml"
cb21 init "$PROJECT"
expect_code 123
expect_err 'which cargo would not take'
[ ! -e "$PROJECT/cb21.conf" ] || fail 'written all the same'
# No Dockerfile: what is assumed is said.
printf '[package]\nname = "svc"\nversion = "0.1.0"\n' >"$PROJECT/Cargo.toml"
cb21 init "$PROJECT" --make
expect_code 0
expect_err 'there is no Dockerfile yet'
