#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 16: verify --against DIR: binaries and markers are the project's, and the image must be the one that was verified
# last, of sources that have not moved on.
. "$(dirname "$0")/harness.sh"
new_project
first=sha256:$(printf 'a%.0s' {1..64})
other=sha256:$(printf 'b%.0s' {1..64})

# No record: that what main() prints is in the image says nothing of these sources.
cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out 'hello: inconclusive: '
expect_out 'no verified image of'
cb21 verify --cb21-verify=required --against "$PROJECT" hello
expect_code 120
[ ! -e "$XDG_STATE_HOME/cb21/projects" ] || fail 'it made a record'

build_once -t hello
cb21 verify --cb21-verify=required --against "$PROJECT" hello
expect_code 0
expect_out "the image is the very one of the last verified build of $PROJECT"

# The same bytes under another id are as good; other bytes are not.
FAKE_DOCKER_IMAGE_IDS="hello=$other" cb21 verify --against "$PROJECT" hello
expect_code 0
expect_out 'its binary /usr/local/bin/hello-service is equal by SHA-256'
printf '\177ELF RUST_BACKTRACE hello-service starting, yesterday' >"$TEST_ROOT/yesterday"
FAKE_DOCKER_BINARY=$TEST_ROOT/yesterday FAKE_DOCKER_IMAGE_IDS="hello=$other" cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out 'blocked: the image is not that of the last verified build'
expect_out 'deploy-path'

# A placeholder, by the project's own marker.
printf '\177ELF RUST_BACKTRACE' >"$TEST_ROOT/placeholder"
FAKE_DOCKER_BINARY=$TEST_ROOT/placeholder FAKE_DOCKER_IMAGE_IDS="hello=$other" cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out 'placeholder-main'

# Sources that moved on: also those that docker's own cache keys, also with size and time kept.
cp -a "$PROJECT/src/main.rs" "$TEST_ROOT/main.rs"
edit_keeping_mtime "$PROJECT/src/main.rs" "$(sed 's/one/two/' "$PROJECT/src/main.rs")
"
cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out 'blocked: the sources moved on since the image was verified: src/main.rs changed'
cp -a "$TEST_ROOT/main.rs" "$PROJECT/src/main.rs"
touch "$PROJECT/src/main.rs"
CB21_PROFILE=production cb21 verify --against "$PROJECT" hello
expect_code 0
echo '# a comment' >>"$PROJECT/Dockerfile"
cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out 'Dockerfile changed'

# Another Dockerfile or target is another build, of which nothing is remembered.
sed -i '$d' "$PROJECT/Dockerfile"
cp "$PROJECT/Dockerfile" "$PROJECT/Other"
cb21 verify --against "$PROJECT" -f "$PROJECT/Other" hello
expect_code 120
expect_out 'no verified image of'
cb21 verify --against "$PROJECT" --target builder hello
expect_code 120
expect_out 'no verified image of'

# The project's file speaks for it; a record that was withdrawn vouches for nothing.
echo 'marker = of the file' >"$PROJECT/cb21.conf"
cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out '"of the file" is not in'
rm "$PROJECT/cb21.conf"
FAKE_DOCKER_EXIT=1 cb21 --no-cache "$PROJECT"
cb21 verify --against "$PROJECT" hello
expect_code 120
expect_out 'no verified image of'
[ "$first" != "$other" ]
