#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 5, 10: --cb21-run: a program that says something is verified and shown; one that ends in silence, or badly, is blocked whatever
# its texts; one that is still running has proved itself.
# Also on bookworm: an older engine stops and tells in its own way.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^FROM scratch|FROM debian:bookworm-slim|' "$PROJECT/Dockerfile"
# The program of the given statements, which holds the text that the fixture prints in any case.
started() { # STATEMENTS [SECONDS]
  printf 'fn main() {\n    if std::env::args().count() > 9 {\n        println!("greeting: one");\n    }\n    %s\n}\n// %s\n' "$1" "$TEST_ROOT" >"$PROJECT/src/main.rs"
  cb21 --cb21-run "${2:-20}" -t "$TAG" "$PROJECT"
}

started 'println!("said at start");'
expect_code 0
expect_err 'said at start'
expect_err 'cb21: verified'

started ''
expect_code 120
expect_err 'printed nothing'
expect_err 'placeholder-main'

started 'std::process::exit(1);'
expect_code 120
expect_err 'exited with code 1'

started 'std::thread::sleep(std::time::Duration::from_secs(60));' 2
expect_code 0
expect_err 'cb21: verified'
[ -z "$(leftover_containers)" ] || fail 'a container is left'
