#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a cache mount over cargo's target directory may hold: every file of the context counts then, the Dockerfile and build
# arguments too, unless the RUN renews every source; and a mount that outlives --no-cache is pruned.
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
  '--mount=type=cache,target=/cache CARGO_TARGET_DIR=/cache cargo build'; do
  row "$run" fresh true
  row "$run" stale edit_page
  row "$run" stale edit_dockerfile
done
for run in 'cargo build --release' "$mount find . -name '*.rs' -exec touch {} + ; cargo build" \
  '--mount=type=cache,target=/usr/local/cargo/registry cargo build'; do
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

# A mount of another user's is kept by --no-cache.
prunes() { docker_calls | grep -E ' prune ' || true; }
forget_calls
echo '// more' >>"$PROJECT/src/main.rs"
cb21 "$PROJECT"
[ -z "$(prunes)" ] || fail "an ordinary mount was pruned: $(prunes)"
sed -i 's|target=/build/target|&,uid=1000|' "$PROJECT/Dockerfile"
cb21 "$PROJECT"
expect_code 0
[ "$(prunes)" = 'builder prune -f --filter type=exec.cachemount' ] || fail "docker got: $(prunes)"
expect_err 'cache mounts pruned: reclaimed'
forget_calls
cb21 "$PROJECT"
expect_err 'cb21: fresh'
[ -z "$(prunes)" ] || fail "a fresh build pruned: $(prunes)"
