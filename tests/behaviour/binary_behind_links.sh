#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A link to the binary is followed inside the image; one that leads nowhere blocks; a folder is looked into for the
# binary's name.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_ROOT=$TEST_ROOT/image
unset FAKE_DOCKER_BINARY
mkdir -p "$TEST_ROOT/image/usr/local/bin" "$TEST_ROOT/image/opt"
cp "$TEST_ROOT/binary" "$TEST_ROOT/image/opt/real"
ln -s ../../../opt/real "$TEST_ROOT/image/usr/local/bin/hello-service"
build_once
ln -sfn nowhere "$TEST_ROOT/image/usr/local/bin/hello-service"
cb21 --no-cache "$PROJECT"
expect_code 120
expect_err 'the image starts /usr/local/bin/hello-service, which is not in it'
rm "$TEST_ROOT/image/usr/local/bin/hello-service"
mkdir "$TEST_ROOT/image/usr/local/bin/hello-service"
cp "$TEST_ROOT/binary" "$TEST_ROOT/image/usr/local/bin/hello-service/hello-service"
FAKE_DOCKER_ENTRYPOINT='["/usr/local/bin/hello-service/hello-service"]' cb21 --no-cache "$PROJECT"
expect_code 0
expect_err 'is in /usr/local/bin/hello-service/hello-service'
