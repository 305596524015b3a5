#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Under `docker buildx install` docker builds with the builder that buildx chose for the docker context: one never seen is no
# fresh one, and a prune is the chosen one's.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 28.5.0, build 1' FAKE_DOCKER_BUILDX=v0.29.0
unset DOCKER_BUILDKIT
config=$HOME/.docker
mkdir -p "$config/cli-plugins" "$config/contexts/meta/a" "$config/buildx/instances"
ln -s "$FAKE_DOCKER" "$config/cli-plugins/docker-buildx"
echo '{"aliases": {"builder": "buildx"}, "currentContext": "remote"}' >"$config/config.json"
echo '{"Name": "remote", "Endpoints": {"docker": {"Host": "tcp://10.0.0.9:2375"}}}' >"$config/contexts/meta/a/meta.json"
touch "$config/buildx/instances/"{one,two,big}
choose() { printf '{"Key": "%s", "Name": "%s", "Global": false}' "$1" "$2" >"$config/buildx/current"; }
builder() { jq -r .project.builder "$TEST_ROOT/report.json"; }

choose remote one
cb21 --load "$PROJECT"
expect_code 0
cb21 --load "$PROJECT"
expect_err 'fresh'
choose remote two
cb21 --load --cb21-report="$TEST_ROOT/report.json" "$PROJECT"
expect_no_err 'fresh'
[[ $(builder) == *' two '* ]] || fail "the builder is $(builder)"
cb21 prune --all
expect_docker_call 'buildx prune -f --builder two --all'

# `use --default` keeps the choice under a hash of the context: buildx is asked.
mkdir "$config/buildx/defaults"
printf big >"$config/buildx/defaults/0123456789abcdef0123"
choose elsewhere one
cat >"$TEST_ROOT/bin/asked-docker" <<END
#!/bin/sh
[ "\$*" != 'buildx inspect' ] || { printf 'Name:   big\nDriver: docker-container\n'; exit; }
exec "$FAKE_DOCKER" "\$@"
END
chmod +x "$TEST_ROOT/bin/asked-docker"
cb21 --cb21-docker="$TEST_ROOT/bin/asked-docker" --load --cb21-report="$TEST_ROOT/report.json" "$PROJECT"
[[ $(builder) == *' big '* ]] || fail "the builder is $(builder)"
