#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A build that embeds its time differs from itself: inconclusive, said so, and blocked only where verification is required. So
# are sources that are bind-mounted.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'the classic builder exports no stages'
new_project hello
say_run
# shellcheck disable=SC2016 # expanded in the RUN step
sed -i 's|^RUN cargo|RUN BUILT=$(date +%s%N) cargo|' "$PROJECT/Dockerfile"
sed -i 's|^}|    println!(env!("BUILT"));\n}|' "$PROJECT/src/main.rs"
docker build -q -t "$TAG" "$PROJECT" >/dev/null
cb21 audit -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: unverified'
expect_err 'this build is not reproducible'
cb21 audit --cb21-verify required -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'cb21: blocked'

new_project hello "$TEST_ROOT/mounted-$$"
say_run
sed -i -e '/^COPY \. \./d' -e 's|^RUN cargo.*|RUN --mount=target=.,rw cargo build --release --offline \&\& cp target/release/hello-service /|' \
  -e 's|/build/target/release/hello-service|/hello-service|' "$PROJECT/Dockerfile"
docker build -q -t "$TAG" "$PROJECT" >/dev/null
cb21 audit -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'the sources are bind-mounted'
