#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A report or a receipt that could not be written is refused (122) before docker is run, and nothing is left where it would have
# been; a file that is there keeps its bytes.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
FAKE_DOCKER_IMAGE_IDS="hello=sha256:$(printf 'a%.0s' {1..64})"
export FAKE_DOCKER_IMAGE_IDS
refused() {
  expect_code 122
  expect_err "cb21: --cb21-$1 names $2, which "
  expect_err "$3"
  [ -z "$(docker_builds)" ] || fail 'docker built'
  expect_no_docker_call 'create'
  [ ! -e "$XDG_STATE_HOME" ] || fail 'something was remembered'
}
mkdir "$TEST_ROOT/read-only" "$TEST_ROOT/folder"
echo kept >"$TEST_ROOT/read-only/there"
mount --bind "$TEST_ROOT/read-only" "$TEST_ROOT/read-only"
mount -o remount,ro,bind "$TEST_ROOT/read-only"
for kind in report receipt; do
  cb21 "--cb21-$kind" "$TEST_ROOT/none/out.json" "$PROJECT"
  refused "$kind" "$TEST_ROOT/none/out.json" 'cannot be written (No such file or directory)'
  cb21 "--cb21-$kind" "$TEST_ROOT/read-only/out.json" "$PROJECT"
  refused "$kind" "$TEST_ROOT/read-only/out.json" 'cannot be written (Read-only file system)'
  cb21 "--cb21-$kind" "$TEST_ROOT/read-only/there" "$PROJECT"
  refused "$kind" "$TEST_ROOT/read-only/there" 'cannot be written (Read-only file system)'
  cb21 "--cb21-$kind" "$TEST_ROOT/folder" "$PROJECT"
  [ "$kind" = report ] && why='cannot be written (Is a directory)' || why='is no receipt and stays'
  expect_code 122
  expect_err "$why"
  [ -z "$(docker_builds)" ] || fail 'docker built'
  rm -rf "$XDG_STATE_HOME"
done
[ "$(cat "$TEST_ROOT/read-only/there")" = kept ] || fail 'the file lost its bytes'
[ -z "$(ls -A "$TEST_ROOT/folder")" ] || fail 'something is left in the folder'

# The gate's and the audit's report likewise.
cb21 verify --cb21-report "$TEST_ROOT/none/out.json" --marker hello hello
refused report "$TEST_ROOT/none/out.json" 'cannot be written'
cb21 audit --cb21-report "$TEST_ROOT/none/out.json" "$PROJECT"
refused report "$TEST_ROOT/none/out.json" 'cannot be written'

# What is refused for another reason later leaves no empty file, and a report that is there is whole until the new one is written.
cb21 --cb21-report "$TEST_ROOT/new.json" --cb21-receipt "$PROJECT/Cargo.toml" "$PROJECT"
expect_code 122
[ ! -e "$TEST_ROOT/new.json" ] || fail 'an empty report is left'
echo kept >"$TEST_ROOT/old.json"
cb21 --cb21-report "$TEST_ROOT/old.json" --cb21-receipt "$PROJECT/Cargo.toml" "$PROJECT"
expect_code 122
[ "$(cat "$TEST_ROOT/old.json")" = kept ] || fail 'the report of before is gone'

# Pipes and links to what is not there yet are written to.
mkfifo "$TEST_ROOT/pipe"
jq -r .verdict <"$TEST_ROOT/pipe" >"$TEST_ROOT/verdict" &
cb21 --cb21-report "$TEST_ROOT/pipe" "$PROJECT"
expect_code 0
wait
[ "$(cat "$TEST_ROOT/verdict")" = verified ] || fail 'the pipe got no report'
ln -s target.json "$TEST_ROOT/link.json"
cb21 --cb21-report "$TEST_ROOT/link.json" "$PROJECT"
expect_code 0
jq -e .verdict "$TEST_ROOT/target.json" >/dev/null || fail 'the link was not followed'

# A folder that goes away while docker builds: the image stands, and the loss is told.
mkdir "$TEST_ROOT/gone"
printf '#!/bin/sh\nrm -rf "%s/gone"\n' "$TEST_ROOT" >"$TEST_ROOT/hook"
chmod +x "$TEST_ROOT/hook"
FAKE_DOCKER_HOOK=$TEST_ROOT/hook cb21 --cb21-receipt "$TEST_ROOT/gone/receipt" "$PROJECT"
expect_code 0
expect_err 'cannot write the receipt'
expect_err 'cb21: verified'
mkdir "$TEST_ROOT/gone"
FAKE_DOCKER_HOOK=$TEST_ROOT/hook FAKE_DOCKER_EXIT=4 cb21 --cb21-report "$TEST_ROOT/gone/report" "$PROJECT"
expect_code 4
expect_err 'cannot write the report'
