#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: `cb21 init --dev` on the workspace of examples/: its Dockerfile installs crates from Debian's packages, and so does the
# development image; an edit of the library is recompiled and shown.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/compose.sh"
buildkit || not_for_this_engine 'it compiles all dependencies anew, for the same answer as with BuildKit'
PROJECT=$MOUNTABLE/workspace-$$
cp -R "$REPOSITORY/examples/workspace" "$PROJECT"
cb21 init "$PROJECT" --dev
expect_code 0
grep -q '^RUN .*apt-get install .*librust-tracing-dev' "$PROJECT/Dockerfile.dev" || fail 'the development image gets no crates'
start_compose
expect_logged 'good morning, world'
touch -r "$PROJECT/greeting/src/lib.rs" "$TEST_ROOT/kept-mtime"
sed -i 's/"good morning/"good evening/' "$PROJECT/greeting/src/lib.rs"
touch -r "$TEST_ROOT/kept-mtime" "$PROJECT/greeting/src/lib.rs"
expect_logged 'good evening, world'
