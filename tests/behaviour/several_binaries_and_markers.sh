#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each binary that the Dockerfile ships must hold its own program's marker; configured markers may be shared out among
# the binaries; one that none of them holds blocks. What was derived and is missing blocks unless the whole chain of custody is
# shown; with required, one binary that cannot be judged blocks too.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$PROJECT/src/bin"
printf 'fn main() { println!("the worker is up"); }\n' >"$PROJECT/src/bin/worker.rs"
sed -i 's#^ENTRYPOINT#COPY --from=builder /build/target/release/worker /usr/local/bin/\n&#' "$PROJECT/Dockerfile"
export FAKE_DOCKER_ROOT=$TEST_ROOT/image
bin=$TEST_ROOT/image/usr/local/bin
mkdir -p "$bin"
printf '\177ELF RUST_BACKTRACE hello-service starting' >"$bin/hello-service"
printf '\177ELF RUST_BACKTRACE the worker is up' >"$bin/worker"
cb21 --no-cache --cb21-report="$TEST_ROOT/report.json" "$PROJECT"
expect_code 0
[ "$(jq -c '[.artifacts[].markers[] | select(.found) | .text] | sort' "$TEST_ROOT/report.json")" = '["hello-service starting","the worker is up"]' ] || fail "$(cat "$TEST_ROOT/report.json")"
cb21 --no-cache --cb21-marker='hello-service starting' --cb21-marker='the worker is up' "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
cb21 --no-cache --cb21-marker='hello-service starting' --cb21-marker='of no one' "$PROJECT"
expect_code 120
expect_err 'of no one'
CB21_BINARY=/usr/local/bin/worker cb21 --no-cache "$PROJECT"
expect_code 0
expect_err '"the worker is up" is in /usr/local/bin/worker'
printf '\177ELF RUST_BACKTRACE' >"$bin/worker"
for evidence in none first; do
  FAKE_CARGO_EVIDENCE=$evidence cb21 --no-cache "$PROJECT"
  expect_code 120
  expect_err '"the worker is up" is not in /usr/local/bin/worker'
done
cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /usr/local/bin/hello-service, /usr/local/bin/worker: '
cb21 --no-cache --cb21-marker='the worker is up' "$PROJECT"
expect_code 120
echo 'fn main() { work(); }' >"$PROJECT/src/bin/worker.rs"
FAKE_CARGO_EVIDENCE=first cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: marker found: "hello-service starting" is in /usr/local/bin/hello-service; not shown: /usr/local/bin/worker equals no artifact'
FAKE_CARGO_EVIDENCE=first cb21 --no-cache --cb21-verify=required "$PROJECT"
expect_code 120
cb21 --no-cache --cb21-verify=required "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /usr/local/bin/hello-service, /usr/local/bin/worker: '
