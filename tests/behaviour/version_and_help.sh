#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# version and help need no docker; help lists every own option.
. "$(dirname "$0")/harness.sh"
new_project
export PATH=/usr/bin:/bin
cb21 version
expect_code 0
grep -qE '^cb21 [0-9]+\.[0-9]+' "$TEST_ROOT/out" || fail "no version"
cb21 help
expect_code 0
for option in strategy profile marker binary verify run watch scope explain dry-run report receipt state-dir docker proof no-waivers off; do
  grep -qE "^  --cb21-$option( [^ ]+)?  +[^ ]" "$TEST_ROOT/out" || fail "no line for --cb21-$option, with its text set apart"
done
for words in 'cb21 check .*--no-waivers' 'cb21 diagnose .*--json'; do
  grep -qE "^  $words" "$TEST_ROOT/out" || fail "no line for $words"
done

# A verb helps too; what belongs to docker is helped with by docker.
cp "$TEST_ROOT/out" "$TEST_ROOT/help"
for verb in audit check diagnose forget init prune status verify why; do
  for word in --help -h; do
    cb21 "$verb" "$word"
    expect_code 0
    cmp "$TEST_ROOT/out" "$TEST_ROOT/help" || fail "cb21 $verb $word is no help"
  done
done
[ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"
