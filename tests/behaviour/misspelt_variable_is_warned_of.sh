#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A CB21_ variable that is no option changes nothing but does not go unseen.
. "$(dirname "$0")/harness.sh"
new_project
CB21_STATEGY=prune cb21 "$PROJECT"
expect_code 0
expect_err 'CB21_STATEGY is set, but there is no such option; did you mean CB21_STRATEGY?'
