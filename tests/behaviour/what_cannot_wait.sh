#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What docker can be given only once, or cannot load, is built as it always was, and said; where nothing unproved may pass
# docker is not run.
. "$(dirname "$0")/harness.sh"
new_project
export FAKE_DOCKER_VERSION='Docker version 26.1.5, build 1'
mkdir -p "$HOME/.docker/cli-plugins" && ln -s "$FAKE_DOCKER" "$HOME/.docker/cli-plugins/docker-buildx"
cannot_wait() {
  forget_calls
  run "$CB21" --cb21-marker x "$@" </dev/null
  expect_build_with " $*"
  expect_err 'not held back for the proof'
  for mode in --cb21-verify=required --cb21-profile=production; do
    forget_calls
    run "$CB21" $mode --cb21-report "$TEST_ROOT/report.json" "$@" </dev/null
    expect_code 120
    expect_err 'docker was not run'
    expect_no_docker_call 'build '
    [ "$(jq -r .verdict "$TEST_ROOT/report.json")" = blocked ] || fail "$(cat "$TEST_ROOT/report.json")"
  done
}
cannot_wait -o out -
cannot_wait --output type=local,dest=out https://example.org/service.git
cannot_wait --builder elsewhere --push -t one -
cannot_wait --builder elsewhere --push -t one --platform linux/amd64,linux/arm64 https://example.org/service.git

# With the engine's own builder a push needs no second build, wherever the context comes from.
forget_calls
run "$CB21" --cb21-marker 'hello-service starting' --cb21-binary /x --push -t one - </dev/null
expect_code 0
expect_build_without ' --push'
expect_docker_call 'push one:latest'
expect_no_err 'not held back'
