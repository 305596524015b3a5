#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The user's own cache flags: --no-cache is obeyed and said; where cb21 distrusts the cache they give way to one
# --no-cache, for docker refuses the mix; where it trusts the cache they stay.
. "$(dirname "$0")/harness.sh"
new_project
once() { [ "$(last_build | tr ' ' '\n' | grep -c '^--no-cache')" = 1 ] || fail "docker got: $(last_build)"; }
cb21 --no-cache-filter builder "$PROJECT"
once
expect_build_without no-cache-filter
cb21 --no-cache=false "$PROJECT"
expect_err 'cb21: fresh'
expect_build_with ' --no-cache=false '
cb21 --no-cache-filter=builder "$PROJECT"
expect_code 0
expect_build_with ' --no-cache-filter=builder '
decide --no-cache
expect_decision stale
expect_reason forced-by-user
cb21 --no-cache "$PROJECT"
expect_err 'the command line asks for no cache'
once
echo '// more' >>"$PROJECT/src/main.rs"
cb21 --no-cache=false --no-cache-filter a --no-cache-filter=b,c "$PROJECT"
once
expect_build_with ' --no-cache '
expect_build_without a,
