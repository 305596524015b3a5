#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8, 9, 14: a member of a workspace, in a folder whose name a shell would take apart: cargo gets -p, docker the
# workspace as its context, CI the top of the repository.
. "$(dirname "$0")/harness.sh"
PROJECT="$TEST_ROOT/mono's repo/products/my service"
new_project "$PROJECT"
new_project "$TEST_ROOT/mono's repo/products/other"
PROJECT="$TEST_ROOT/mono's repo/products/my service"
printf '[workspace]\nmembers = ["products/*"]\n' >"$PROJECT/../../Cargo.toml"
sed -i 's/"hello-service"/"other"/' "$PROJECT/../other/Cargo.toml"
mkdir "$PROJECT/../../.git"
cb21 init "$PROJECT" --dev --ci github --make
expect_code 0
contains() { grep -qF -- "$2" "$1" || fail "$1 lacks: $2"; }
contains "$PROJECT/docker-compose.dev.yml" '- ../..:/build:ro'
contains "$PROJECT/docker-compose.dev.yml" "command: cargo watch -x 'run -p hello-service'"
contains "$PROJECT/Makefile" '-f Dockerfile ../..'
workflow="$TEST_ROOT/mono's repo/.github/workflows/image-of-hello-service.yml"
contains "$workflow" "-f 'products/my service/Dockerfile' ."
# Docker gets these very words, from the shell that CI would start.
cd "$TEST_ROOT/mono's repo"
sed -n '/^          set -eu/,/^      - name/p' "$workflow" | grep -v '^      - name' | sed '/docker rm/q' | sed '/^          folder=/,$d' >"$TEST_ROOT/script"
IMAGE=name PATH=$PATH run sh "$TEST_ROOT/script"
expect_code 0
[ "$(last_build)" = 'build --no-cache --pull -t name -f products/my service/Dockerfile .' ] || fail "docker got: $(last_build)"

# What the Makefile builds reads the configuration that init has written, be the Dockerfile in a folder of its own.
rm -r "$PROJECT/cb21.conf" "$PROJECT/Makefile" "$PROJECT/docs"
mkdir "$PROJECT/docker" && mv "$PROJECT/Dockerfile" "$PROJECT/docker/"
cb21 init "$PROJECT" --make
expect_code 0
contains "$PROJECT/Makefile" '-f docker/Dockerfile ../..'
contains "$PROJECT/docker/cb21.conf" 'strategy = no-cache'
echo 'strategy = bogus' >>"$PROJECT/docker/cb21.conf"
run env -C "$PROJECT" "$CB21" -f docker/Dockerfile ../..
expect_code 122
rm -r "$PROJECT/docker"

# A name that a workflow would expand.
mkdir "$TEST_ROOT/mono's repo/products/\${{ github.token }}"
mv "$PROJECT"/* "$TEST_ROOT/mono's repo/products/\${{ github.token }}"
cb21 init "$TEST_ROOT/mono's repo/products/\${{ github.token }}" --ci gitlab
expect_code 123
expect_err 'has a name that a CI file cannot hold'
