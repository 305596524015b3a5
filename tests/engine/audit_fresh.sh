#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The audit of a fresh image passes, without -t that of the image verified last; an edit since then is told, and fails it. A
# single-stage file's image is its own compile stage.
# Also on bookworm, bookworm-classic: each builder compiles what is audited in its own way.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'the classic builder exports no stages'
new_project hello
say_run
cb21 audit "$PROJECT"
expect_code 122
expect_err 'name it with -t'

cb21 -t "$TAG" "$PROJECT"
expect_code 0
RECORDS=$(cd "$XDG_STATE_HOME" && find . -name '*.record' -exec sha256sum {} + | sort)
cb21 audit "$PROJECT"
expect_code 0
expect_err 'cb21: verified: recompiled'
[ "$(cd "$XDG_STATE_HOME" && find . -name '*.record' -exec sha256sum {} + | sort)" = "$RECORDS" ] || fail "the audit wrote a record"

set_greeting two keep
cb21 audit "$PROJECT"
expect_code 120
expect_err 'since the image was verified: src/main.rs'
expect_err '"greeting: two" is not in the shipped binary'

sed -i '/^FROM debian/,/^COPY --from/d; s|/usr/local/bin/hello-service|/build/target/release/hello-service|' "$PROJECT/Dockerfile"
docker build -q -t "$TAG" "$PROJECT" >/dev/null
cb21 audit -t "$TAG" "$PROJECT"
expect_code 0
expect_err '/build/target/release/hello-service has the same bytes'
