#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --cb21-strategy precise: after an edit that kept size and mtime the layers before it stay, and the new text ships. It is refused
# nowhere that a chain can be read, for the chain judges what comes out: a placeholder main.rs is blocked. On the classic builder
# it gives way to --no-cache.
# Also on bookworm, bookworm-classic: what isolates a context.
. "$(dirname "$0")/harness.sh"
new_project
sed -i 's|^COPY . .|COPY Cargo.toml Cargo.lock ./\nRUN echo dependencies >dependencies\nCOPY src src|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
set_greeting two keep
cb21 "${PLAIN[@]}" --cb21-strategy precise -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_err 'cb21: verified'
expect_printed 'greeting: two'
if buildkit; then expect_cached 'RUN echo dependencies'; else expect_not_cached 'RUN echo dependencies'; fi
expect_not_cached 'RUN cargo build'

new_project placeholder-main "$TEST_ROOT/other"
cb21 --cb21-strategy precise -t "$TAG:other" "$PROJECT"
expect_code 120
expect_err 'placeholder-main'
[ "$(id_of "$TAG:other")" = nothing ] || fail 'the placeholder has its tag'
