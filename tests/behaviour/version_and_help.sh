#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# version and help need no docker; help lists every own option. The version names the docker that would be used; docker's own
# help is introduced by two lines of cb21's.
. "$(dirname "$0")/harness.sh"
new_project
export PATH=/usr/bin:/bin
cb21 version
expect_code 0
grep -qE '^cb21 [0-9]+\.[0-9]+' "$TEST_ROOT/out" || fail "no version"
cb21 help
expect_code 0
for option in strategy profile marker binary verify run watch scope explain dry-run report receipt state-dir docker proof no-waivers off; do
  grep -qE "^  --cb21-$option( [^ ]+)?  +[^ ]" "$TEST_ROOT/out" || fail "no line for --cb21-$option, with its text set apart"
done
for words in 'cb21 check .*--no-waivers' 'cb21 diagnose .*--json'; do
  grep -qE "^  $words" "$TEST_ROOT/out" || fail "no line for $words"
done

# A verb helps too; what belongs to docker is helped with by docker.
cp "$TEST_ROOT/out" "$TEST_ROOT/help"
for verb in audit check diagnose forget init prune status verify why; do
  for word in --help -h; do
    cb21 "$verb" "$word"
    expect_code 0
    cmp "$TEST_ROOT/out" "$TEST_ROOT/help" || fail "cb21 $verb $word is no help"
  done
done
[ ! -e "$FAKE_DOCKER_LOG" ] || fail "docker was called"

# With a docker: which it is, and of which version.
export PATH=$TEST_ROOT/bin:$PATH
for words in version --version -v; do
  cb21 "$words"
  expect_code 0
  grep -qE '^cb21 [0-9]+\.[0-9]+\.[0-9]+ \(commit [0-9a-f]{7,}(-edited)?\)$' "$TEST_ROOT/out" || fail "$words: no version with its commit"
  expect_out "docker: $TEST_ROOT/bin/docker: Docker version 20.10.24, build 297e128"
done
PATH=$TEST_ROOT cb21 -v
expect_code 0
expect_out 'docker: no docker CLI was found on PATH'

# docker's own help, and its answer to no words at all.
for words in --help '-h' '' "-t x --help $PROJECT"; do
  forget_calls
  # shellcheck disable=SC2086
  FAKE_DOCKER_STDOUT=usage FAKE_DOCKER_EXIT=3 cb21 $words
  [ "$(cat "$TEST_ROOT/err")" = "cb21: docker build that cannot hand out a stale Rust binary; what follows is docker's own answer
cb21: \`cb21 help\` lists the verbs, and the options, which all begin with --cb21-" ] || fail "'$words' is not introduced"
  expect_docker_call "build${words:+ }$words"
done
CB21_DOCKER_SEEN=/nowhere/docker cb21 --help
[ ! -s "$TEST_ROOT/err" ] || fail 'a docker that cb21 called is told of cb21'
