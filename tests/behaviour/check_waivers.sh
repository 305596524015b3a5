#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 20: who waives a finding does so where it is, and with a reason; a waiver that is wrong is a finding itself.
. "$(dirname "$0")/harness.sh"
new_project
rm "$PROJECT/README.md"
printf 'docker build --pull .\n' >"$PROJECT/release.sh"
cb21 check "$PROJECT"
expect_code 121
expect_out '2 errors, 0 warnings, 0 waived'

echo '# cb21: allow undocumented-build it is in the wiki' >"$PROJECT/cb21.conf"
echo '# cb21: allow cached-production-build this machine has no cache' >>"$PROJECT/release.sh"
cb21 check "$PROJECT"
expect_code 0
expect_out '0 errors, 0 warnings, 2 waived'

# Neither the switch, nor the option in any of its places, lets them count.
cb21 check --no-waivers "$PROJECT"
expect_code 121
CB21_NO_WAIVERS=1 cb21 check "$PROJECT"
expect_code 121
mkdir -p "$XDG_CONFIG_HOME/cb21" && echo 'no-waivers = true' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
cb21 check "$PROJECT"
expect_code 121
rm "$XDG_CONFIG_HOME/cb21/cb21.conf"

# Without a reason it does not count.
echo '# cb21: allow undocumented-build' >"$PROJECT/cb21.conf"
cb21 check "$PROJECT"
expect_code 121
expect_out 'the project: error undocumented-build'
expect_out 'cb21.conf:1: error waiver-without-reason: '

# Of no rule, and of nothing that is there.
printf '# cb21: allow undocumented-build it is in the wiki\n# cb21: allow no-rule why\n# cb21: allow wrong-bin why\n' >"$PROJECT/cb21.conf"
cb21 check "$PROJECT"
expect_code 0
expect_out 'cb21.conf:2: warning unknown-waiver: '
expect_out 'cb21.conf:3: warning unused-waiver: '
expect_out '0 errors, 2 warnings, 2 waived'
