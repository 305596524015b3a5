#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# With --cb21-scope=context every file that docker would send counts, and no ignored one.
. "$(dirname "$0")/harness.sh"
new_project
echo text >"$PROJECT/template.html"
build_once
echo more >>"$PROJECT/template.html"
decide
expect_decision fresh
build_once --cb21-scope=context
echo more >>"$PROJECT/template.html"
decide --cb21-scope=context
expect_decision stale
expect_reason build-input-changed
build_once --cb21-scope=context
mkdir "$PROJECT/target" && echo more >"$PROJECT/target/file"
decide --cb21-scope=context
expect_decision fresh
