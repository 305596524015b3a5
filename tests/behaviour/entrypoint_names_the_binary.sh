#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Where the Dockerfile does not tell, ENTRYPOINT or CMD does, through a shell or along PATH; but a script there is no
# proof of anything, and so no failure.
. "$(dirname "$0")/harness.sh"
new_project
printf 'FROM rust:1\nCOPY . .\nRUN make\n' >"$PROJECT/Dockerfile"
looked_at() {
  cb21 --no-cache "$PROJECT"
  expect_code 0
  docker_calls | grep '^cp ' | tail -n 1 | grep -qF ":$1 -" || fail "looked at: $(docker_calls | grep '^cp ' | tail -n 1)"
}
FAKE_DOCKER_ENTRYPOINT='["/srv/hello-service"]' looked_at /srv/hello-service
expect_err 'cb21: verified'
FAKE_DOCKER_ENTRYPOINT=null FAKE_DOCKER_CMD='["hello-service", "--port"]' looked_at /usr/bin/hello-service
FAKE_DOCKER_ENTRYPOINT='["/bin/sh", "-c", "exec /srv/hello-service --port"]' looked_at /srv/hello-service
FAKE_DOCKER_ENTRYPOINT='["./hello-service"]' looked_at /app/hello-service
printf '#!/bin/sh\nexec something\n' >"$TEST_ROOT/binary"
FAKE_DOCKER_ENTRYPOINT='["/start"]' looked_at /start
expect_err 'cb21: unverified: no program of the image is an artifact of this build'
