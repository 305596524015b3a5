#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a cache mount over cargo's target directory may hold: every file of the context counts then, the Dockerfile and build
# arguments too; and what lies in it is believed only where this build compiled it.
. "$(dirname "$0")/harness.sh"

# RUN's options and command; then the change, and the decision that it leads to.
row() {
  local run=$1 expected=$2
  shift 2
  rm -rf "$TEST_ROOT/service" "$XDG_STATE_HOME"
  new_project
  echo hello >"$PROJECT/page.html"
  sed -i "s|^RUN cargo.*|RUN $run|" "$PROJECT/Dockerfile"
  build_once
  (cd "$PROJECT" && "$@")
  decide
  [ "$DECISION" = "$expected" ] || fail "$run, then $*: decision $DECISION, expected $expected (reasons: $REASONS)"
}
edit_page() { echo more >>page.html; }
edit_dockerfile() { echo 'ENV A=b' >>Dockerfile; }

mount='--mount=type=cache,target=/build/target'
for run in "$mount cargo build --release" "$mount make" "$mount touch src/main.rs; cargo build" \
  "$mount find . -name '*.rs' -exec touch {} + ; cargo build" \
  '--mount=type=cache,target=/cache CARGO_TARGET_DIR=/cache cargo build'; do
  row "$run" fresh true
  row "$run" stale edit_page
  row "$run" stale edit_dockerfile
done
for run in 'cargo build --release' '--mount=type=cache,target=/usr/local/cargo/registry cargo build'; do
  row "$run" fresh edit_page
  row "$run" fresh edit_dockerfile
done

# Build arguments reach a build script that no source tells of.
rm -rf "$TEST_ROOT/service" "$XDG_STATE_HOME"
new_project
sed -i "s|^RUN cargo.*|RUN $mount cargo build|" "$PROJECT/Dockerfile"
build_once --build-arg SHA=one
decide --build-arg SHA=one
expect_decision fresh
decide --build-arg SHA=two
expect_decision unknown
decide
expect_decision unknown

# No mount is pruned, whoever it belongs to: what comes out of it is judged.
expect_no_prune() { ! docker_calls | grep -qE ' prune ' || fail "docker got: $(docker_calls | grep -E ' prune ')"; }
for options in '' ',uid=1000'; do
  sed -i "s|target=/build/target|&$options|" "$PROJECT/Dockerfile"
  echo '// more' >>"$PROJECT/src/main.rs"
  cb21 "$PROJECT"
  expect_code 0
  expect_err 'cb21: verified'
  expect_no_prune
done
cb21 "$PROJECT"
expect_err 'cb21: fresh'
expect_no_prune

# Units from before this build do not show what they were made of. The sources are compiled once more, to compare; where that
# tells nothing, --no-cache, once, is to compile them anew.
echo '// again' >>"$PROJECT/src/main.rs"
forget_calls
FAKE_CARGO_EVIDENCE=early cb21 --cb21-strategy=precise "$PROJECT"
expect_code 0
expect_err 'cb21: verified: '
expect_err 'recompiled from touched sources, /usr/local/bin/hello-service has the same bytes'
expect_build_without --no-cache
echo '// and again' >>"$PROJECT/src/main.rs"
forget_calls
FAKE_CARGO_EVIDENCE='early once' cb21 --cb21-strategy=precise "$PROJECT"
expect_code 0
[ "$(docker_builds | grep -c -- ' --no-cache ')" = 1 ] || fail "docker built: $(docker_builds)"
[ "$(docker_builds | wc -l)" = 2 ] || fail "docker built: $(docker_builds)"
expect_err 'cb21: unverified: '
expect_err 'lies in a cache mount, and that this build compiled it does not show (target-cache-mount)'
expect_no_prune
