#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A proved image is tagged and pushed by docker's own commands; files come from a second build of the user's own words,
# from the cache, once docker has shown that it would make the same image.
. "$(dirname "$0")/harness.sh"
new_project
id=sha256:$(printf 'a%.0s' {1..64})
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
releases() { docker_calls | grep -E '^(tag|push) ' | paste -sd ';'; }

pushed() {
  forget_calls
  FAKE_DOCKER_STDOUT='docker speaks' cb21 "$@" "$PROJECT"
  expect_code 0
  [ "$(releases)" = "tag $id one:1;push one:1" ] || fail "docker was told: $(releases)"
  [ "$(docker_builds | wc -l)" -eq 1 ] || fail 'docker built twice'
  [ "$(grep -c 'docker speaks' "$TEST_ROOT/out")" -eq 1 ] || fail 'the push wrote to standard output'
}
pushed --push -t one:1
pushed -o type=image,name=one:1,push=true
pushed --output=type=registry -t one:1
pushed --output type=image,name=zero,push=true -t one:1
expect_build_with ' --load '
pushed --push -t one:1 --output type=image,compression=zstd
expect_build_with '--output=type=image,compression=zstd '
# Without a name docker has to say that one is needed.
cb21 --push "$PROJECT"
expect_build_with ' --push '

# Files: a first build, a rehearsal, and the user's own words, of which only the last one's standard output is seen.
forget_calls
FAKE_DOCKER_STDOUT=$'docker speaks\n' cb21 --no-cache --pull -t one -o out "$PROJECT"
expect_code 0
[ "$(docker_builds | wc -l)" -eq 3 ] || fail "builds: $(docker_builds)"
[[ "$(docker_builds | sed -n 1p)" == 'build --no-cache --iidfile='*' --pull '*/service-* ]] || fail "the first: $(docker_builds)"
[[ "$(docker_builds | sed -n 2p)" == 'build --iidfile='*/service-* ]] || fail "the rehearsal: $(docker_builds)"
[[ "$(docker_builds | sed -n 3p)" == 'build -t one -o out '*/service-* ]] || fail "the last: $(docker_builds)"
[ "$(docker_builds | grep -o '/service-[^ ]*' | sort -u | wc -l)" -eq 1 ] || fail 'the contexts have different names'
[ "$(cat "$TEST_ROOT/out")" = 'docker speaks' ] || fail 'stdout is not the last build'"'"'s'

# A builder of its own loads first; what it loads the second time may have another id.
forget_calls
cb21 --builder elsewhere --push -t one --provenance=max --cache-to type=registry,ref=x "$PROJECT"
expect_code 0
[[ "$(docker_builds | sed -n 1p)" == *' --load --builder elsewhere '*/service-* ]] || fail "the first: $(docker_builds)"
[[ "$(docker_builds | sed -n 2p)" == 'build --builder elsewhere --push -t one --provenance=max --cache-to type=registry,ref=x '* ]] || fail "the second: $(docker_builds)"
[ -z "$(releases)" ] || fail "docker was told: $(releases)"

# The same words make another image: nothing is written.
forget_calls
cat >"$TEST_ROOT/another" <<SCRIPT
#!/bin/sh
case \$* in *--iidfile=*) [ ! -e "$TEST_ROOT/proved" ] || FAKE_DOCKER_IMAGE_ID=sha256:b; [ -z "\$FAKE_DOCKER_IMAGE_ID" ] || export FAKE_DOCKER_IMAGE_ID ;; rm\ *) : >"$TEST_ROOT/proved" ;; esac
exec "$FAKE_DOCKER" "\$@"
SCRIPT
chmod +x "$TEST_ROOT/another"
cb21 --cb21-docker "$TEST_ROOT/another" --no-cache -o out "$PROJECT"
expect_code 120
expect_err 'made another image (sha256:b)'
expect_err 'nothing was written or pushed'
[ "$(docker_builds | wc -l)" -eq 2 ] || fail "builds: $(docker_builds)"
