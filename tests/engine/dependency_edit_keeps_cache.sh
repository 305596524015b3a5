#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A dependency is added: the cache is kept, for docker keys the manifest by content. An edit of the dependency table that
# keeps size and mtime, which BuildKit does not see, arrives all the same.
# Also on bookworm, bookworm-classic: what a builder keys a manifest by.
. "$(dirname "$0")/harness.sh"
new_project
mkdir -p "$PROJECT/extra/src"
printf '[package]\nname = "extra"\nversion = "0.1.0"\n' >"$PROJECT/extra/Cargo.toml"
echo 'pub fn extra() {}' >"$PROJECT/extra/src/lib.rs"
sed -i 's|^COPY . .|RUN echo early >early\nCOPY . .|; s|^ENTRY|COPY Cargo.toml /\nENTRY|' "$PROJECT/Dockerfile"
cb21 -t "$TAG" "$PROJECT"
expect_code 0

echo 'extra = { path = "extra" } # greeting: one' >>"$PROJECT/Cargo.toml"
cb21 "${PLAIN[@]}" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_err 'cb21: verified'
expect_cached 'RUN echo early'
expect_not_cached 'RUN cargo build'

set_greeting two keep "$PROJECT/Cargo.toml"
cb21 "${PLAIN[@]}" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_cached 'RUN echo early'
expect_shipped two "$TAG" /Cargo.toml
