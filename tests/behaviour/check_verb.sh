#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 13, 20: cb21 check finds what the files show, and ends with 121 on an error; a warning alone fails nobody.
. "$(dirname "$0")/harness.sh"
new_project
cb21 check "$PROJECT"
expect_code 0
expect_out '0 errors, 0 warnings, 0 waived'

# An error, with its place, reason and cure.
rm "$PROJECT/README.md"
cb21 check "$PROJECT"
expect_code 121
expect_out 'the project: error undocumented-build: no README'
expect_out '    instead:'
expect_out '1 error, 0 warnings, 0 waived'

# Without a context the current folder is meant; docker's arguments say which build.
mkdir -p "$PROJECT/docker"
sed 's/RUN cargo build --release/RUN --mount=type=cache,target=\/build\/target cargo build --release \&\& cp target\/release\/hello-service \/hello/; s/\/build\/target\/release\/hello-service/\/hello/' \
  "$PROJECT/Dockerfile" >"$PROJECT/docker/Other"
cd "$PROJECT"
cb21 check
expect_code 121
expect_out 'undocumented-build'
cb21 check -t some:tag --build-arg A=b --platform linux/amd64 -f docker/Other .
expect_code 121
expect_out 'docker/Other:4: error target-cache-mount: '

# Warnings alone.
echo 'We use cb21.' >README.md
echo 'docker build --no-cache .' >release.sh
cb21 check .
expect_code 0
expect_out 'release.sh:1: warning production-without-pull: '
expect_out '0 errors, 1 warning, 0 waived'

# The rules there are.
cb21 check --list
expect_code 0
grep -qE '^undocumented-build +error +[a-z]' "$TEST_ROOT/out" || fail 'the list lacks a rule'
! grep -vE '^[a-z0-9-]+ +(error|warning) +[^ ]' "$TEST_ROOT/out" || fail 'a line of the list runs its columns together'
[ "$(cut -d' ' -f1 "$TEST_ROOT/out")" = "$(cut -d' ' -f1 "$TEST_ROOT/out" | LC_ALL=C sort -u)" ] || fail 'the list is not sorted'

# Wrong words.
for words in '--bogus .' '--format xml .' '--format' 'nowhere' '. src' '- ' 'https://example.org/x.git' '--cb21-bogus .'; do
  # shellcheck disable=SC2086
  cb21 check $words </dev/null
  expect_code 122
  expect_empty_out
done
[ ! -e "$FAKE_DOCKER_LOG" ] || fail 'docker was called'
