#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 11: a container that runs an older image of the name is told, for no build changes it; no folder is needed to see it.
. "$(dirname "$0")/harness.sh"
new_project
old=sha256:$(printf 'b%.0s' {1..64}) same=sha256:$(printf 'a%.0s' {1..64})
FAKE_DOCKER_CONTAINERS="[\"1\",\"/web 1\",\"$old\",\"docker.io/library/hello:latest\",\"\",\"\"]
[\"2\",\"/api\",\"$old\",\"hello\",\"shop\",\"api\"]
[\"3\",\"/other\",\"$old\",\"hello:2\",\"\",\"\"]" cb21 diagnose hello
expect_code 120
expect_out 'containers: web 1 runs sha256:bbbbbbbbbbbb, not the image that hello stands for now'
expect_out 'likely: container-not-recreated (likely): web 1 runs'
expect_out "  docker rm --force 'web 1'"
expect_out '  docker compose --project-name shop up --detach --force-recreate api'
! grep -q other "$TEST_ROOT/out" || fail 'another tag is another name'

FAKE_DOCKER_CONTAINERS="[\"1\",\"/web\",\"$same\",\"hello\",\"\",\"\"]" cb21 diagnose hello:latest
expect_code 0
expect_out 'containers: 1 running of this very image'
cb21 diagnose hello
expect_out 'containers: none is running of this image'
