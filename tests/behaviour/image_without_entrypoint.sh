#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An image that starts nothing: the Dockerfile tells where the binary is; where that tells nothing either, the build is
# unverified, and blocked where verification is required.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_ENTRYPOINT=null FAKE_DOCKER_CMD=null
cb21 "$PROJECT"
expect_err 'cb21: verified'
printf 'FROM rust:1\nCOPY . .\nRUN make\n' >"$PROJECT/Dockerfile"
export FAKE_CARGO_EVIDENCE=none
cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: no stage of this build holds what cargo compiled'
cb21 --no-cache --cb21-verify=required "$PROJECT"
expect_code 120
expect_err 'cb21: blocked: no stage of this build holds what cargo compiled'
cb21 --no-cache --cb21-binary=/opt/hello-service "$PROJECT"
expect_err 'cb21: unverified: marker found: "hello-service starting" is in /opt/hello-service; not shown: '
# What the chain shows of every program that is shipped does not need one that is started.
unset FAKE_CARGO_EVIDENCE
cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'cb21: verified: /app/hello: 1 file as they are now'
cb21 --no-cache --cb21-binary=/opt/hello-service --cb21-verify=required "$PROJECT"
expect_code 0
expect_err 'cb21: verified: '
expect_err '"hello-service starting" is in /opt/hello-service'
