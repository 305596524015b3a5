#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 16, canon 20: each verified build leaves a receipt beside its record, and where the user wants one; no other build
# does, and none of an earlier build stays. It tells nothing of this machine.
. "$(dirname "$0")/harness.sh"
new_project
receipt=$TEST_ROOT/out.receipt
kept() { find "$XDG_STATE_HOME/cb21/projects" -name receipt; }
has() { jq -e "$1" "$receipt" >/dev/null || fail "not so: $1 in $(cat "$receipt")"; }

cb21 --cb21-receipt "$receipt" -t hello --target '' "$PROJECT"
expect_code 0
has 'keys_unsorted == ["type", "schema", "cb21", "verified_at", "project", "inputs", "builder", "bases", "image_id", "binaries", "proofs", "checksum"]'
has '.type == "cb21-receipt" and .schema == 2 and (.cb21 | test("^[0-9.]+$")) and (.verified_at | test("^20[0-9-]{8}T[0-9:]{8}Z$"))'
has '.project == {"name": "service", "dockerfile": "Dockerfile", "dockerfile_xxh3": .project.dockerfile_xxh3, "target": "", "platform": ""}'
has '(.inputs.digest | test("^cb21-sources-[0-9a-f]{32}$")) and (.inputs.files_xxh3 | test("^[0-9a-f]{32}$")) and .inputs.files > 3'
has '.builder.kind == "buildkit" and .builder.engine == "20.10.24"'
has '[.bases[].reference] == ["rust:1-slim-bookworm", "debian:bookworm-slim"] and (.bases[0].id | startswith("sha256:"))'
has '.image_id == "sha256:" + ("a" * 64) and (.binaries | length) == 1 and .binaries[0].path == "/usr/local/bin/hello-service" and .binaries[0].size == 42 and .binaries[0].sha256 == "'"$(sha256sum <"$TEST_ROOT/binary" | cut -c1-64)"'"'
has 'any(.proofs[]; .name == "marker" and .result == "pass")'
[ "$(jq -r .project.dockerfile_xxh3 "$receipt")" = "$(xxhsum -H2 <"$PROJECT/Dockerfile" 2>/dev/null | cut -d' ' -f1)" ] || ! command -v xxhsum >/dev/null || fail 'the digest of the Dockerfile'
! grep -qF "$TEST_ROOT" "$receipt" || fail 'it names a path of this machine'
cmp "$receipt" "$(kept)" || fail 'the one that is kept is another'
[ "$(stat -c %a "$(kept)")" = 600 ] || fail 'others can read what is kept'

# Known to be the same image: what was proved is handed out again, by whichever way it is asked for.
cp "$receipt" "$TEST_ROOT/first"
CB21_RECEIPT=$receipt cb21 "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
cmp "$receipt" "$TEST_ROOT/first" || fail 'another receipt for the same image'
rm "$receipt" "$(kept)"
mkdir -p "$XDG_CONFIG_HOME/cb21"
echo "receipt = $receipt" >"$XDG_CONFIG_HOME/cb21/cb21.conf"
cb21 "$PROJECT"
has '.binaries[0].size == 42 and .proofs[0].name == "same-image"'
[ -s "$(kept)" ] || fail 'none is kept'
rm "$XDG_CONFIG_HOME/cb21/cb21.conf"

# Neither a dry run nor a status takes it away.
cb21 --cb21-dry-run --no-cache --cb21-receipt "$receipt" "$PROJECT"
[ -s "$receipt" ] || fail 'a dry run took the receipt'
[ -s "$(kept)" ] || fail 'a dry run took the receipt that is kept'

# A build that is blocked, unverified, failed or killed leaves none, and takes away the one before.
gone() {
  [ ! -e "$receipt" ] || fail "a receipt is left after: $1"
  [ -z "$(kept)" ] || fail "a receipt is kept after: $1"
  cp "$TEST_ROOT/first" "$receipt"
  unset FAKE_DOCKER_EXIT CB21_VERIFY FAKE_DOCKER_BINARY_PATH
  cb21 --no-cache "$PROJECT"
  [ -s "$(kept)" ] || fail "none is kept again after: $1"
}
FAKE_CARGO_EVIDENCE=stub cb21 --no-cache --cb21-receipt "$receipt" "$PROJECT"
expect_code 120
gone blocked
FAKE_DOCKER_EXIT=7 cb21 --no-cache --cb21-receipt "$receipt" "$PROJECT"
expect_code 7
gone failed
cb21 --cb21-verify=off --no-cache --cb21-receipt "$receipt" "$PROJECT"
expect_code 0
gone 'verification off'
echo '#!/bin/sh' >"$TEST_ROOT/script"
FAKE_DOCKER_BINARY=$TEST_ROOT/script FAKE_DOCKER_IMAGE_ID=sha256:bb cb21 --cb21-receipt "$receipt" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_err 'unverified'
gone 'fresh, another image, unverified'
FAKE_CARGO_EVIDENCE=stub FAKE_DOCKER_IMAGE_ID=sha256:bb cb21 --cb21-receipt "$receipt" "$PROJECT"
expect_code 120
gone 'fresh, another image, blocked'
FAKE_DOCKER_HOOK=$GATE start_cb21 --no-cache --cb21-receipt "$receipt" "$PROJECT"
wait_until docker_was_called_with 'build --no-cache .*--iidfile'
wait_until test ! -e "$receipt"
kill -KILL "$CB21_PID"
finish_cb21
open_gate
gone killed
rm "$TEST_ROOT/open"
cb21 --cb21-off --cb21-receipt "$receipt" "$PROJECT"
expect_code 0
[ ! -e "$receipt" ] || fail 'a receipt is left by a build that was only forwarded'

cb21 forget "$PROJECT"
[ -z "$(kept)" ] || fail 'a receipt is kept of what was forgotten'

# A project's file may not say where: it is somebody else's text.
echo 'receipt = receipt.json' >"$PROJECT/cb21.conf"
cb21 "$PROJECT"
expect_code 122
expect_err 'receipt in '
