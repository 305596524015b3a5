#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The Dockerfile's folder and named local contexts get names of their own too; two projects of one base name never share.
. "$(dirname "$0")/harness.sh"
new_project
library=$TEST_ROOT/library
mkdir -p "$library" "$TEST_ROOT/docker"
echo 'pub fn f() {}' >"$library/lib.rs"
cp "$PROJECT/Dockerfile" "$TEST_ROOT/docker/Own"
cb21 -f "$TEST_ROOT/docker/Own" --build-context library="$library" --build-context other:latest="$library" --build-context base=docker-image://debian "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
words=$(last_build | tr ' ' '\n')
for kind in '--file=' '--build-context=library=' '--build-context=other:latest='; do
  path=$(grep -e "^$kind" <<<"$words" | cut -c$((${#kind} + 1))-)
  [[ "$path" == "$XDG_STATE_HOME/cb21/links/"* ]] || fail "$kind is not isolated: $path"
  [ -e "$path" ] || fail "$kind leads nowhere: $path"
done
expect_build_with ' base=docker-image://debian '
[ "$(grep -c links <<<"$words")" = "$(grep links <<<"$words" | sort -u | wc -l)" ] || fail "a name is used twice: $words"
edit_keeping_mtime "$library/lib.rs" 'pub fn g() {}
'
decide -f "$TEST_ROOT/docker/Own" --build-context library="$library" --build-context other:latest="$library" --build-context base=docker-image://debian
expect_decision stale
expect_reason same-stat-edit
one=$(last_build | awk '{ print $NF }')
new_project "$TEST_ROOT/elsewhere/service"
build_once
[ "$(last_build | awk '{ print $NF }')" != "$one" ] || fail "two projects share a name"
