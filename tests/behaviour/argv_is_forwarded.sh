#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Docker gets the user's words byte for byte and in order; only the context is isolated and one --iidfile added.
. "$(dirname "$0")/harness.sh"
new_project
build_once -t first

cb21 -t 'a b' --build-arg 'X=1 2' -q --label "it's" "$PROJECT" --future-flag=1
expect_code 0
words=$(last_build | sed -E 's#--iidfile=[^ ]+#IID#; s#[^ ]*/service-[^ ]+#CONTEXT#')
[ "$words" = "build --no-cache IID -t a b --build-arg X=1 2 -q --label it's CONTEXT --future-flag=1" ] || fail "got: $words"
