#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 11: diagnose's words and exit codes: 0, 120, 122 for words that are wrong, 123 where the engine does not answer; what
# it cannot know it says; what an image or a file is called cannot write to the terminal.
. "$(dirname "$0")/harness.sh"
new_project
find "$PROJECT" -exec touch -d '2026-01-01 00:00:00 UTC' {} +

cb21 diagnose
expect_code 122
expect_err 'which image?'
cb21 diagnose --json
expect_code 122
cb21 diagnose -t hello "$PROJECT"
expect_code 122
cb21 diagnose hello --no-cache
expect_code 122
expect_err 'which build?'
cb21 diagnose hello "$TEST_ROOT/nowhere"
expect_code 122
cb21 diagnose hello "$PROJECT" --cb21-nonsense
expect_code 122
FAKE_DOCKER_IMAGES=other cb21 diagnose $'no\nsuch\e[31m' "$PROJECT"
expect_code 122
expect_err 'there is no image no\nsuch\x1b[31m in the local store'
FAKE_DOCKER_DOWN=1 cb21 diagnose hello "$PROJECT"
expect_code 123

# Without a folder: an image that cb21 did not build and knows no sources of.
cb21 diagnose hello
expect_code 0
expect_out 'times: the image was made 2026-01-02 03:04:05 UTC; the build'"'"'s folder was not given'
expect_out 'binary: /usr/local/bin/hello-service'
expect_out 'marker: /usr/local/bin/hello-service was found, but no marker is known'
expect_out 'record: the build'"'"'s folder was not given'
expect_out 'unknown: whether it is of the sources as they are'
cb21 diagnose --cb21-marker 'hello-service starting' hello
expect_out 'marker: "hello-service starting" is in /usr/local/bin/hello-service'
cb21 diagnose hello --cb21-marker absent
expect_code 120
# A context that cannot be seen.
cb21 diagnose hello - </dev/null
expect_code 0
expect_out 'sources: '

# An image that starts nothing.
FAKE_DOCKER_ENTRYPOINT=null cb21 diagnose hello
expect_code 0
expect_out 'binary: the image starts no program; say which file to look at with --cb21-binary'
# A binary that is not there.
FAKE_DOCKER_BINARY=$TEST_ROOT/none cb21 diagnose hello
expect_code 0
expect_out 'binary: /usr/local/bin/hello-service: docker finds no file /usr/local/bin/hello-service there'

# Hostile names.
FAKE_DOCKER_ENTRYPOINT='["/app/\u001b[2Jx"]' FAKE_DOCKER_BINARY=$TEST_ROOT/none \
  FAKE_DOCKER_CONTAINERS=$'["1","/\\u001b[31mred","sha256:b","hello","",""]' cb21 diagnose hello
expect_code 120
expect_out 'binary: /app/\x1b[2Jx'
expect_out 'containers: \x1b[31mred runs'
printf 'fn f() {}\n' >"$PROJECT/src/"$'\e[31m.rs'
touch -d '2026-03-01' "$PROJECT/src/"*
cb21 diagnose hello "$PROJECT"
expect_out 'newest source (src/'
mv "$PROJECT" "$PROJECT"$'\e[5m'
cb21 diagnose hello "$PROJECT"$'\e[5m'
expect_out "rebuild: docker build --no-cache -t hello \$'$PROJECT\\x1b[5m'"
! grep -q $'\e' "$TEST_ROOT/out" || fail 'an escape sequence got out'
