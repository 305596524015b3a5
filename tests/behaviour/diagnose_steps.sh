#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 11: diagnose goes by the rule's steps, in its order: the sources' times against the image's, what to run where the
# image is older, the binary taken out, its marker; it builds nothing, tags nothing, and changes no record.
. "$(dirname "$0")/harness.sh"
new_project
steps() { sed -nE 's/^([a-z]+): .*/\1/p' "$TEST_ROOT/out" | head -n 5 | paste -sd ' '; }

# Nobody has built since the edit.
touch -d '2026-02-01 12:00:00 UTC' "$PROJECT/src/main.rs"
find "$PROJECT" -not -name main.rs -exec touch -d '2026-01-01 00:00:00 UTC' {} +
cb21 diagnose hello:1 "$PROJECT"
expect_code 120
[ "$(steps)" = 'image times rebuild binary marker' ] || fail "the steps are $(steps)"
expect_out 'times: the image was made 2026-01-02 03:04:05 UTC, the newest source (src/main.rs) was written 2026-02-01 12:00:00 UTC: the image is OLDER than the source; times prove nothing'
expect_out "rebuild: docker build --no-cache -t hello:1 $PROJECT"
expect_out 'binary: /usr/local/bin/hello-service, 42 bytes'
expect_out 'marker: "hello-service starting" is in /usr/local/bin/hello-service'
expect_out 'likely: not-rebuilt (likely): src/main.rs was written after the image was made'
expect_out "  cb21 -t hello:1 $PROJECT"

# Somebody has, and the image stayed what it was.
FAKE_DOCKER_TAGGED=2026-02-01T12:00:01Z cb21 diagnose hello:1 "$PROJECT"
expect_code 0
expect_out 'docker has built since, and the image stayed as it was'
expect_out 'result: nothing speaks against the image'

# The image is newer: nothing to run, and nothing proved by that.
FAKE_DOCKER_CREATED=2026-02-01T12:00:01Z cb21 diagnose hello:1 "$PROJECT"
expect_code 0
expect_out ': the image is newer; times prove nothing'
expect_out 'rebuild: the times call for no build'
# A build without times (SOURCE_DATE_EPOCH).
FAKE_DOCKER_CREATED=1970-01-01T00:00:00Z cb21 diagnose hello:1 "$PROJECT"
expect_out 'times: the image does not tell when it was made'

# Docker is asked for stages to look at and nothing else.
[ -z "$(docker_builds)" ] || fail "docker built: $(docker_builds)"
expect_no_docker_call tag
expect_no_docker_call 'image tag'
build_once
record=$(find "$XDG_STATE_HOME" -name record -exec md5sum {} +)
cb21 diagnose hello:1 "$PROJECT"
[ "$(find "$XDG_STATE_HOME" -name record -exec md5sum {} +)" = "$record" ] || fail 'the record has changed'
