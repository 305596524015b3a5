#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 2: cb21 prune empties the cache of the builder that would build: of synced contexts or of everything, whichever is
# asked for, and nothing where neither is. Docker's own code where docker fails; never a folder's build by mistake.
. "$(dirname "$0")/harness.sh"
cd "$HOME"
prunes() { docker_calls | grep -E '(^|[ ])(prune|build) ' || true; }
for words in '' '--context --all' '--all -f' '--all .' '--context -t name' '--all --builder' '--filter x --all'; do
  # shellcheck disable=SC2086
  cb21 prune $words
  expect_code 122
  expect_err 'cb21: '
  expect_empty_out
done
cb21 prune
expect_err 'give one of --context'
[ -z "$(prunes)" ] || fail "docker got: $(prunes)"

cb21 prune --context
expect_code 0
expect_out 'reclaimed 12.3MB of synced contexts: the engine at '
[ "$(prunes)" = 'builder prune -f --filter type=source.local' ] || fail "docker got: $(prunes)"
forget_calls
cb21 prune --all --cb21-dry-run
expect_code 0
expect_out ' builder prune -f --all'
[ -z "$(prunes)" ] || fail "a dry run pruned: $(prunes)"
cb21 prune --all
expect_out 'reclaimed 12.3MB: the engine at '
[ "$(prunes)" = 'builder prune -f --all' ] || fail "docker got: $(prunes)"

# A context in use stays, and is no success.
FAKE_DOCKER_LEFT=1 cb21 prune --context
expect_code 123
expect_out 'reclaimed 12.3MB'
expect_err 'another build is using a synced context'
FAKE_DOCKER_DOWN=1 cb21 prune --all
expect_code 1
expect_err 'docker could not prune: Cannot connect to the Docker daemon'
expect_empty_out

# Nor is one that stands far down in the cache's listing.
cat >"$TEST_ROOT/bin/full-docker" <<END
#!/bin/sh
case "\$*" in *'system df'*) head -c 1500000 /dev/zero | tr '\\0' ' '; echo '{"CacheType":"source.local"}'; exit ;; esac
exec "$FAKE_DOCKER" "\$@"
END
chmod +x "$TEST_ROOT/bin/full-docker"
cb21 prune --context --cb21-docker="$TEST_ROOT/bin/full-docker"
expect_code 123
expect_err 'another build is using a synced context'

# The classic builder has no context to prune, and its layers are images.
forget_calls
DOCKER_BUILDKIT=0 cb21 prune --context
expect_code 0
expect_out 'nothing to prune: the classic builder keeps no synced contexts'
DOCKER_BUILDKIT=0 cb21 prune --all
expect_code 123
expect_err 'the classic builder keeps its cache in its images'
[ -z "$(prunes)" ] || fail "docker got: $(prunes)"

# A folder of that name is a context where docker could mean it.
new_project "$HOME/prune"
cb21 prune
expect_code 0
expect_err 'cb21: verified'
forget_calls
cb21 prune --context
[ "$(prunes)" = 'builder prune -f --filter type=source.local' ] || fail "docker got: $(prunes)"

# Through buildx: the very builder that will build, by flag, by variable, or the docker context's.
mkdir -p "$HOME/.docker/cli-plugins"
ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1' FAKE_DOCKER_BUILDX=v0.13.1
forget_calls
cb21 prune --builder mine --all
expect_out 'reclaimed 12.3MB: builder mine, the engine at '
cb21 prune --builder=mine --context
BUILDX_BUILDER=theirs cb21 prune --all
DOCKER_CONTEXT=here cb21 prune --all
diff -u - <(prunes) <<'END' || fail "docker got other words"
buildx prune -f --builder mine --all
buildx prune -f --builder mine --filter type=source.local
buildx prune -f --builder theirs --all
buildx prune -f --builder here --all
END

# As docker's plugin it is cb21's verb, but under an alias for docker's builder those are docker's own words.
ln -s "$CB21" "$TEST_ROOT/bin/docker-cb21"
export DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND=docker
forget_calls
run docker-cb21 --context here cb21 prune --all
expect_out 'reclaimed 12.3MB'
echo '{"aliases": {"builder": "cb21"}}' >"$HOME/.docker/config.json"
run docker-cb21 cb21 prune --all
run docker-cb21 cb21 prune --context
diff -u - <(prunes) <<'END' || fail "docker got other words"
--context here buildx prune -f --builder here --all
buildx prune --all
buildx prune -f --builder default --filter type=source.local
END
