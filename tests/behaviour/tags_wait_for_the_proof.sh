#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Docker builds without the tags, however they were written; the image gets them once it is proved, each once and in order.
. "$(dirname "$0")/harness.sh"
new_project
id=sha256:$(printf 'a%.0s' {1..64})
tags_given() { docker_calls | grep '^tag ' || true; }
# EXPECTED (names with tags, blanks between them) WORDS...
waits() {
  local expected=$1 name calls=
  shift
  forget_calls
  cb21 "$@" "$PROJECT"
  expect_code 0
  for name in $expected; do calls+="tag $id $name"$'\n'; done
  [ "$(tags_given)" = "${calls%$'\n'}" ] || fail "docker gave: $(tags_given)"
  for name in $expected; do expect_build_without "${name%:latest}"; done
  [ "$(docker_calls | grep -nE '^(rm|image inspect|tag) ' | tail -n 1 | grep -c ' tag\|:tag')" -eq 1 ] || fail 'a tag came before the last look'
}
waits 'one:1 two:latest three:3' -t one:1 --tag=two --tag three:3
waits 'one:1' -tone:1 -t one:1 -t docker.io/library/one:1
waits 'one:1' -t=one:1
waits 'localhost:5000/one:latest' --tag localhost:5000/one
waits 'me/one:latest index.example/two:2' -t index.docker.io/me/one -t index.example/two:2

# Only the letter leaves a cluster.
waits 'one:latest' -qt one
expect_build_with ' -q '
[ "$(cat "$TEST_ROOT/out")" = "$id" ] || fail "stdout is not docker's"
waits 'one:latest' -qtone
expect_build_with ' -q '

# The user's own id file is docker's to write.
waits 'one:latest' --iidfile "$TEST_ROOT/id" -t one
[ "$(cat "$TEST_ROOT/id")" = "$id" ] || fail 'the id file holds something else'

# A fresh decision is no reason to tag early.
cb21 "$PROJECT"
waits 'one:latest' -t one
expect_err 'cb21: fresh'

# The Dockerfile on standard input is read once, and once is enough.
forget_calls
run "$CB21" -t one -f - "$PROJECT" <"$PROJECT/Dockerfile"
expect_code 0
[ "$(tags_given)" = "tag $id one:latest" ] || fail "docker gave: $(tags_given)"
expect_build_without '-t one'
