#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A builder that keeps the result to itself: said, with --load; and where the tag that was asked for is still the old image's,
# the build is blocked.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
FAKE_DOCKER_IMAGES=other FAKE_DOCKER_IMAGE_ID=none cb21 --builder elsewhere -t one "$PROJECT"
expect_code 0
expect_err 'cb21: unverified: image-not-loaded'
expect_err '--load'
expect_build_with ' -t one '
expect_no_docker_call 'tag '

FAKE_DOCKER_IMAGES='one' FAKE_DOCKER_IMAGE_ID=none cb21 --builder elsewhere -t two -t one "$PROJECT"
expect_code 120
expect_err 'likely image-not-loaded'
expect_err 'one still names the image'
expect_err '--load'
FAKE_DOCKER_IMAGES='one' FAKE_DOCKER_IMAGE_ID=none cb21 --builder elsewhere --cb21-verify off -t one "$PROJECT"
expect_code 0

# The id file has an id that the local store does not know. Docker's own way is taken then.
cat >"$TEST_ROOT/bin/unknowing" <<SCRIPT
#!/bin/sh
case \$* in *"image inspect"* | tag*) echo "Error: No such image" >&2; exit 1 ;; esac
exec "$FAKE_DOCKER" "\$@"
SCRIPT
chmod +x "$TEST_ROOT/bin/unknowing"
forget_calls
FAKE_DOCKER_STDOUT=$'docker speaks\n' cb21 --cb21-docker "$TEST_ROOT/bin/unknowing" -t one "$PROJECT"
expect_code 0
expect_err 'image-not-loaded'
[[ "$(last_build)" == 'build -t one '* ]] || fail "docker got: $(docker_builds)"
[ "$(cat "$TEST_ROOT/out")" = 'docker speaks' ] || fail 'standard output was written twice'
cb21 --cb21-docker "$TEST_ROOT/bin/unknowing" --cb21-verify=required --no-cache -t one "$PROJECT"
expect_code 120
expect_build_without '-t one'
