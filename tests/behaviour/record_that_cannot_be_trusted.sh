#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A record that is torn at any place, damaged, of a newer version, empty, or another project's is never fresh; the next
# build mends it.
. "$(dirname "$0")/harness.sh"
new_project
build_once
record=$(find "$XDG_STATE_HOME" -name record)
cp "$record" "$TEST_ROOT/whole"
never_fresh() {
  decide
  expect_decision unknown
  expect_reason record-unusable
  cp "$TEST_ROOT/whole" "$record"
}
size=$(stat -c %s "$record")
for ((length = 0; length < size; length += 50)); do
  truncate --size="$length" "$record"
  never_fresh
done
truncate --size=$((size - 1)) "$record"
never_fresh
for place in 5 100 $((size / 2)) $((size - 3)); do
  printf '~' | dd of="$record" bs=1 seek="$place" conv=notrunc status=none
  never_fresh
done
sed '1s/[0-9][0-9]*/99/' "$TEST_ROOT/whole" >"$record"
! cmp -s "$TEST_ROOT/whole" "$record" || fail "the version line has no number"
never_fresh
head -c "$size" /dev/zero >"$record"
never_fresh
rm "$record" && mkdir "$record"
decide
expect_decision unknown
rmdir "$record"
# The whole and sound record of another project under this one's name.
service=$PROJECT
new_project "$TEST_ROOT/other"
build_once
other=$(find "$XDG_STATE_HOME" -name record)
cp "$other" "$record"
PROJECT=$service
never_fresh
decide
expect_decision fresh
printf x >>"$record"
build_once
expect_build_with --no-cache
decide
expect_decision fresh
