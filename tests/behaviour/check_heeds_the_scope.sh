#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# cb21 check hashes what the build would hash: in scope context, and with a mount over the target folder, every file of the
# context, so that none of them is an input that goes unnoticed.
. "$(dirname "$0")/harness.sh"
new_project
printf 'fn main() { println!("cargo:rerun-if-changed=schema/a.txt"); }\n' >"$PROJECT/build.rs"
mkdir "$PROJECT/schema" && echo a >"$PROJECT/schema/a.txt"
cb21 check "$PROJECT"
expect_out 'non-rust-input'
finds_none() {
  cb21 check "$@" "$PROJECT"
  ! grep -q non-rust-input "$TEST_ROOT/out" || fail 'an input that the build would hash is called unnoticed'
}
finds_none --cb21-scope context
CB21_SCOPE=context finds_none
echo 'scope = context' >"$PROJECT/cb21.conf"
finds_none
rm "$PROJECT/cb21.conf"
sed -i 's/RUN cargo/RUN --mount=type=cache,target=\/build\/target cargo/' "$PROJECT/Dockerfile"
finds_none
expect_out 'target-cache-mount'
