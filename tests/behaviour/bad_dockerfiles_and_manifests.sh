#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Dockerfile or Cargo.toml that makes no sense to cb21 is left for docker to judge, and never ends in a crash.
. "$(dirname "$0")/harness.sh"
new_project
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
cp "$PROJECT/Cargo.toml" "$TEST_ROOT/Cargo.toml"
survives() {
  FAKE_DOCKER_EXIT=5 cb21 "$PROJECT"
  expect_code 5
  cb21 "$PROJECT"
  [ "$CODE" -eq 0 ] || [ "$CODE" -eq 120 ] || fail "exit code $CODE"
  expect_no_err 'internal error'
}
for text in '' 'FROM' 'NONSENSE here' 'RUN <<EOT' 'FROM a\nCOPY --from=\nRUN --mount' '# escape=x' "FROM \${A:-\${B" 'COPY ["a"'; do
  printf %b "$text" >"$PROJECT/Dockerfile"
  survives
done
head -c 100000 /dev/urandom >"$PROJECT/Dockerfile"
survives
rm "$PROJECT/Dockerfile" && survives
mkdir "$PROJECT/Dockerfile" && survives
rmdir "$PROJECT/Dockerfile" && cp "$TEST_ROOT/Dockerfile" "$PROJECT/Dockerfile"
for text in '' '[package' 'a = ' '[[bin]]\nname = 1' '[package]\nname = []\n[dependencies]\nx = {'; do
  printf %b "$text" >"$PROJECT/Cargo.toml"
  survives
done
head -c 100000 /dev/urandom >"$PROJECT/Cargo.toml"
survives
printf '%0.s[' {1..50000} >"$PROJECT/Cargo.toml"
survives
cp "$TEST_ROOT/Cargo.toml" "$PROJECT/Cargo.toml"
head -c 100000 /dev/urandom >"$PROJECT/src/main.rs"
survives
printf 'fn main() { println!("' >"$PROJECT/src/main.rs"
survives
