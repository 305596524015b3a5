#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8, 9, 13, 14: `cb21 init` writes cb21.conf, and on request the development setup, the CI step, make targets and the
# document; the project as it then is builds as before. No docker is needed.
. "$(dirname "$0")/harness.sh"
new_project
written() { (cd "$PROJECT" && find . -type f -newer "$TEST_ROOT/before" | sort | tr '\n' ' '); }
expect_written() { [ "$(written)" = "$*" ] || fail "written: $(written), expected: $*"; }
fresh_project() { rm -rf "$PROJECT" && new_project && mkdir "$PROJECT/.git" && touch "$TEST_ROOT/before" && sleep 0.01; }
without_docker() { PATH=/usr/bin:/bin run env -C "$PROJECT" "$CB21" "$@" && expect_code 0; }

fresh_project
without_docker init
expect_written './cb21.conf '
expect_out "wrote $PROJECT/cb21.conf"
[ ! -s "$TEST_ROOT/err" ] || fail 'there is something to say'

fresh_project
without_docker init --dev
expect_written './Dockerfile.dev ./cb21.conf ./docker-compose.dev.yml '
without_docker init --ci gitlab . --make
expect_written './.gitlab-ci.yml ./Dockerfile.dev ./Makefile ./cb21.conf ./docker-compose.dev.yml ./docs/docker-build.md '
without_docker init --ci=github
[ -f "$PROJECT/.github/workflows/image-of-hello-service.yml" ] || fail 'no workflow'

# What was written passes the static rules.
cb21 check "$PROJECT"
expect_code 0

# What the file says is what cb21 would do by itself.
cb21 -t name "$PROJECT"
expect_code 0
expect_err 'cb21: verified'

for words in --ci --ci=jenkins --ci\ x --devel '. .' --dev=yes; do
  # shellcheck disable=SC2086
  cb21 init $words
  expect_code 122
  expect_err 'cb21 init [DIR] [--dev] [--ci github|gitlab]'
done
