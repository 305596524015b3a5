#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 10, canon 11: diagnose names what explains an image that does not do what its sources say, with the cure as commands.
. "$(dirname "$0")/harness.sh"
new_project
find "$PROJECT" -exec touch -d '2026-01-01 00:00:00 UTC' {} +
expect_likely() { [ "$(sed -nE 's/^likely: ([a-z-]+) .*/\1/p' "$TEST_ROOT/out" | paste -sd ' ')" = "$1" ] || fail "not likely: $1"; }

# Exit 0 at once and no output: the placeholder of the Dockerfile is what was shipped.
sed -i "s/^COPY . ./COPY Cargo.toml .\nRUN mkdir src \&\& echo 'fn main() {}' > src\/main.rs \&\& cargo build --release\nCOPY src src/" "$PROJECT/Dockerfile"
printf '\177ELF RUST_BACKTRACE' >"$TEST_ROOT/stub"
FAKE_DOCKER_BINARY=$TEST_ROOT/stub cb21 diagnose hello "$PROJECT"
expect_code 120
expect_likely placeholder-main
expect_out 'line 4, placeholder-main:'
expect_out 'cure: placeholder-main: put `RUN find'
cb21 diagnose hello "$PROJECT"
expect_code 0

new_project "$TEST_ROOT/other service"
find "$PROJECT" -exec touch -d '2026-01-01 00:00:00 UTC' {} +
# Another binary under the name.
printf '\177ELF RUST_BACKTRACE %400000s' x >"$TEST_ROOT/wrong"
FAKE_DOCKER_BINARY=$TEST_ROOT/wrong cb21 diagnose hello "$PROJECT"
expect_code 120
expect_likely wrong-bin
expect_out "--manifest-path '$PROJECT/Cargo.toml' | jq"
expect_out "  cb21 -t hello '$PROJECT'"

# What cb21 verified, and the sources as they were: nothing to say, though the Dockerfile could do harm.
cb21 -t hello "$PROJECT"
expect_err 'cb21: verified'
cb21 diagnose hello "$PROJECT"
expect_code 0
expect_out 'record: this image was verified'
expect_out 'and the sources are as they were then'

# Touched: older than its sources, and yet made of them.
touch "$PROJECT/src/main.rs"
cb21 diagnose hello "$PROJECT"
expect_code 0
expect_out 'the image is OLDER than the source'
touch -d '2026-01-01 00:00:00 UTC' "$PROJECT/src/main.rs"

# Edited since, with size and time kept.
edit_keeping_mtime "$PROJECT/src/main.rs" "$(sed "s/one/two/" "$PROJECT/src/main.rs")"$'\n'
cb21 diagnose hello "$PROJECT"
expect_code 120
expect_likely not-rebuilt
expect_out 'and since then src/main.rs'

# The name stands for an older image than the one that was verified.
FAKE_DOCKER_IMAGE_ID=sha256:$(printf 'b%.0s' {1..64}) cb21 diagnose hello "$PROJECT"
expect_code 120
expect_likely image-not-loaded
expect_out 'hello stands for an image older than the one that was verified last'
expect_out "  docker tag sha256:$(printf 'a%.0s' {1..64}) hello"
# Which bears another name, too: docker tag gave it this one, and nothing was built.
export FAKE_DOCKER_NAMES='release:1 hello:latest' FAKE_DOCKER_CREATED=2025-12-01T00:00:00Z FAKE_DOCKER_TAGGED=2090-01-01T00:00:00Z
FAKE_DOCKER_IMAGE_ID=sha256:$(printf 'b%.0s' {1..64}) cb21 diagnose hello "$PROJECT"
expect_code 120
expect_likely 'deploy-path not-rebuilt'
expect_out 'tagged, not built: the image is also release:1'
expect_out 'after the edit: tagged, not built, for the image is also release:1'
! grep -q 'docker has built since' "$TEST_ROOT/out" || fail 'a tag is taken for a build'
unset FAKE_DOCKER_NAMES FAKE_DOCKER_CREATED FAKE_DOCKER_TAGGED
# A builder that keeps what it builds.
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' cb21 diagnose hello --builder elsewhere "$PROJECT"
expect_likely image-not-loaded
expect_out 'the builder elsewhere keeps what it builds'
expect_out "  cb21 --load -t hello --builder elsewhere '$PROJECT'"

# Arguments.
cb21 forget "$PROJECT"
cb21 diagnose hello --no-cache-filter build "$PROJECT"
expect_likely partial-invalidation
expect_out "  cb21 --no-cache -t hello '$PROJECT'"
cb21 diagnose hello --cache-from hello:old -t mine "$PROJECT"
expect_likely cache-import
expect_out "  cb21 -t mine '$PROJECT'"
expect_out "  cb21 audit --cache-from hello:old -t mine '$PROJECT'"
