#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What is no receipt is never replaced; a receipt that is torn, changed, foreign or newer is refused by verify, and the image is
# not called verified.
. "$(dirname "$0")/harness.sh"
new_project
receipt=$TEST_ROOT/receipt.json
cb21 --cb21-receipt "$receipt" "$PROJECT"
expect_code 0

for other in "$PROJECT/Cargo.toml" "$PROJECT" /dev/null; do
  cb21 --cb21-receipt "$other" "$PROJECT"
  expect_code 122
  expect_err 'which is no receipt and stays'
done
[ -s "$PROJECT/Cargo.toml" ] || fail 'the manifest is gone'
[ -c /dev/null ] || fail 'the device is gone'
: >"$TEST_ROOT/empty"
cb21 --cb21-receipt "$TEST_ROOT/empty" "$PROJECT"
expect_code 0
cmp "$receipt" "$TEST_ROOT/empty" || fail 'an empty file was not filled'
head -c 100 "$receipt" >"$TEST_ROOT/empty"
cb21 --cb21-receipt "$TEST_ROOT/empty" "$PROJECT"
expect_code 0
cmp "$receipt" "$TEST_ROOT/empty" || fail 'a torn receipt was not replaced'
[ -z "$(find "$TEST_ROOT" -maxdepth 1 -name '*.cb21-*')" ] || fail 'a temporary file is left'

id=$(jq -r .image_id "$receipt")
export FAKE_DOCKER_IMAGE_IDS="same=$id rebuilt=sha256:bb"
cb21 verify --receipt "$receipt" same
expect_code 0
expect_out "same: verified: the image is the very one of the receipt $receipt"
cb21 verify --cb21-verify=required --receipt "$receipt" rebuilt
expect_code 0
expect_out "rebuilt: verified: the image has another id than that of the receipt $receipt, but its binary /usr/local/bin/hello-service is equal by SHA-256"
# One of the first schema has no SHA-256.
jq -c 'del(.binaries[].sha256, .checksum) | .schema = 1' "$receipt" | tr -d '\n' >"$TEST_ROOT/first.json"
mkdir "$TEST_ROOT/sums"
cp "$TEST_ROOT/first.json" "$TEST_ROOT/sums/first.rs"
cb21 status --json "$TEST_ROOT/sums"
sum=$(jq -r '.files[] | select(.path == "first.rs").xxh3' "$TEST_ROOT/out")
printf '%s,"checksum":"%s"}' "$(head -c -1 "$TEST_ROOT/first.json")" "$sum" >"$TEST_ROOT/schema-1.json"
cb21 verify --receipt "$TEST_ROOT/schema-1.json" rebuilt
expect_code 0
expect_out 'its binary /usr/local/bin/hello-service is equal in size and XXH3'
jq . "$receipt" >"$TEST_ROOT/indented.json"
cb21 verify --receipt "$TEST_ROOT/indented.json" same
expect_code 0
cb21 verify --receipt "$receipt" --marker 'of no one' same
expect_code 120

# Another image: bytes, size, or no such file.
printf '\177ELF RUST_BACKTRACE hello-service startinG' >"$TEST_ROOT/other"
FAKE_DOCKER_BINARY=$TEST_ROOT/other cb21 verify --receipt "$receipt" rebuilt
expect_code 120
expect_out '/usr/local/bin/hello-service has other bytes than were verified; likely deploy-path'
printf '\177ELF RUST_BACKTRACE hello-service starting two' >"$TEST_ROOT/other"
FAKE_DOCKER_BINARY=$TEST_ROOT/other cb21 verify --receipt "$receipt" rebuilt
expect_code 120
expect_out '/usr/local/bin/hello-service has 46 bytes where 42 were verified'
FAKE_DOCKER_BINARY_PATH=/app/hello cb21 verify --receipt "$receipt" rebuilt
expect_code 120
expect_out '/usr/local/bin/hello-service is not in the image'

# With a project beside it: the receipt is of these sources, also where there is no record.
export CB21_STATE_DIR=$TEST_ROOT/another-machine
cb21 verify --cb21-verify=required --receipt "$receipt" --against "$PROJECT" same
expect_code 0
echo '// moved on' >>"$PROJECT/src/main.rs"
cb21 verify --receipt "$receipt" --against "$PROJECT" same
expect_code 120
expect_out 'that was made for other sources'

refused() {
  cb21 verify --receipt "$TEST_ROOT/bad.json" same
  expect_code 122
  expect_err "$1"
  expect_empty_out
}
head -c 400 "$receipt" >"$TEST_ROOT/bad.json"
refused 'is torn'
head -c -2 "$receipt" >"$TEST_ROOT/bad.json"
refused 'is torn'
: >"$TEST_ROOT/bad.json"
refused 'is empty'
jq -c '.image_id = "sha256:bb"' "$receipt" >"$TEST_ROOT/bad.json"
refused 'its checksum does not match'
jq -c '.binaries = []' "$receipt" >"$TEST_ROOT/bad.json"
refused 'its checksum does not match'
jq -c '.more = 1' "$receipt" >"$TEST_ROOT/bad.json"
refused 'its checksum does not match'
jq -c '.schema = 3' "$receipt" >"$TEST_ROOT/bad.json"
refused 'was written by a newer cb21 (schema 3)'
cb21 --cb21-report "$TEST_ROOT/bad.json" "$PROJECT"
refused "is not one of cb21's"
head -c 64 /dev/urandom >"$TEST_ROOT/bad.json"
refused "is not one of cb21's"
