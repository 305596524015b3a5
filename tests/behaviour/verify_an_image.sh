#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 4: verify looks into any image of the store: what is configured must be in the binary that is named, or that the
# image starts. canon 16, canon 20: only what was proved passes; what failed, and what nothing could be proved of, is 120.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_ENTRYPOINT='["/usr/local/bin/hello-service"]'
cd "$TEST_ROOT"

cb21 verify hello:1 --marker 'hello-service starting'
expect_code 0
expect_out 'hello:1: passed: "hello-service starting" is in /usr/local/bin/hello-service; of which sources it is made is not shown'
expect_docker_call 'image inspect'
expect_docker_call 'create'
expect_docker_call 'rm'
[ -z "$(docker_builds)" ] || fail 'it built'
[ ! -e "$XDG_STATE_HOME" ] || fail 'it wrote state'

cb21 verify --marker 'of another program' hello:1
expect_code 120
expect_out 'hello:1: blocked: "of another program" is not in /usr/local/bin/hello-service'

# Nothing is known of the image: not verified, whatever is found at its entrypoint. Not even with a project at hand.
cd "$PROJECT"
cb21 verify hello:1
expect_code 120
expect_out 'hello:1: inconclusive: nothing was proved'
expect_out '--against'
CB21_VERIFY=off cb21 verify hello:1
expect_code 120
CB21_OFF=1 CB21_DRY_RUN=1 cb21 verify hello:1
expect_code 120
cd "$TEST_ROOT"

# What is configured elsewhere counts here too, and the words of a build are taken.
CB21_MARKER='hello-service starting' CB21_BINARY=/opt/other cb21 verify hello:1
expect_code 0
expect_out '/opt/other'
cb21 verify --cb21-marker='hello-service starting' --cb21-binary /opt/b --binary=/opt/a hello:1
expect_code 0
expect_out '/opt/b'
expect_out '/opt/a'
mkdir -p "$XDG_CONFIG_HOME/cb21"
echo 'marker = of the user' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
cb21 verify hello:1
expect_code 120
expect_out '"of the user" is not in'
rm "$XDG_CONFIG_HOME/cb21/cb21.conf"

# The binary that is named is not there; a script that starts the program shows nothing, and is no proof.
FAKE_DOCKER_BINARY=$TEST_ROOT/none cb21 verify --binary /opt/none --marker x hello:1
expect_code 120
expect_out 'blocked: /opt/none could not be looked at'
echo '#!/bin/sh' >"$TEST_ROOT/script"
FAKE_DOCKER_BINARY=$TEST_ROOT/script cb21 verify --marker 'hello-service starting' hello:1
expect_code 120
expect_out 'inconclusive: '

# Started, it has to say something.
FAKE_DOCKER_STDOUT='it works' cb21 verify --cb21-run 5 hello:1
expect_code 0
expect_err 'it works'
cb21 verify --cb21-run 5 hello:1
expect_code 120
expect_out 'placeholder-main'

# The id of an image that cb21 verified is known to its record, in whatever project; another id is not.
cb21 "$PROJECT"
expect_code 0
cb21 verify hello:1
expect_code 0
expect_out "hello:1: verified: the image is the one of the last verified build of $PROJECT"
FAKE_DOCKER_IMAGE_IDS="hello:1=sha256:$(printf 'b%.0s' {1..64})" cb21 verify hello:1
expect_code 120
expect_out 'inconclusive: '
cb21 forget "$PROJECT"
cb21 verify hello:1
expect_code 120
