#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What docker asks its plugins: metadata as JSON on standard output, without any docker at hand.
. "$(dirname "$0")/harness.sh"
ln -s "$CB21" "$TEST_ROOT/bin/docker-cb21"
PATH=/usr/bin:/bin run "$TEST_ROOT/bin/docker-cb21" docker-cli-plugin-metadata
expect_code 0
[ "$(jq -r '[.SchemaVersion, .Vendor != null, .Version != null] | join(" ")' "$TEST_ROOT/out")" = '0.1.0 true true' ] || fail "the metadata is wrong"
[ ! -s "$TEST_ROOT/err" ] || fail "stderr is not empty"
