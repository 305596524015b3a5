#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The workspace of examples/: dependencies in a layer of their own, a library, tracing. Found and verified without a word of
# configuration; an edit of the library that keeps size and mtime ships, and with the strategy precise keeps the dependencies.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'it compiles all dependencies anew each time, for the same answer'
PROJECT=$TEST_ROOT/workspace
cp -R "$REPOSITORY/examples/workspace" "$PROJECT"
find "$PROJECT" -exec touch -d '1 day ago' {} +
cb21 --cb21-strategy precise -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /usr/local/bin/greeter-service: '
expect_err '"greeter-service v" is in /usr/local/bin/greeter-service'
expect_printed 'good morning, world'

touch -r "$PROJECT/greeting/src/lib.rs" "$TEST_ROOT/kept-mtime"
sed -i 's/"good morning/"good evening/' "$PROJECT/greeting/src/lib.rs"
touch -r "$TEST_ROOT/kept-mtime" "$PROJECT/greeting/src/lib.rs"
cb21 "${PLAIN[@]}" --cb21-strategy precise -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_err 'cb21: verified'
expect_cached 'RUN mkdir greeter-service/src'
expect_printed 'good evening, world'
