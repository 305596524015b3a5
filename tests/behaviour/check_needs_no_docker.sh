#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# cb21 check looks at files: no docker is called, none has to be there, nothing is written, and hostile files hold nothing up.
. "$(dirname "$0")/harness.sh"
new_project
rm "$TEST_ROOT/bin/docker"
export PATH=$TEST_ROOT/bin:/usr/bin:/bin
mkdir -p "$PROJECT/scripts" "$PROJECT/docs"
mkfifo "$PROJECT/scripts/fifo.sh" "$PROJECT/docs/fifo.md" "$PROJECT/CONTRIBUTING.md"
ln -s /dev/zero "$PROJECT/scripts/zero.sh"
ln -s / "$PROJECT/docs/everything"
head -c 3000000 /dev/urandom >"$PROJECT/scripts/noise.sh"
printf '# cb21: allow %s why\n' "$(printf '\033[31mred')" >"$PROJECT/scripts/$(printf 'x\n\033[31m').sh"
before=$(all_files)
run timeout 20 "$CB21" check "$PROJECT"
expect_code 0
expect_out 'scripts/x\n\x1b[31m.sh:1: warning unknown-waiver: a waiver of \x1b[31mred, which is no rule'
! grep -q $'\033' "$TEST_ROOT/out" || fail 'a name reached the terminal'
[ "$before" = "$(all_files)" ] || fail 'something was written'
[ ! -e "$XDG_STATE_HOME" ] || fail 'something was written'
