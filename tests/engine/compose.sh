# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced after harness.sh by the tests that run docker-compose.dev.yml of $PROJECT with compose, under a name of its own.
COMPOSE=$(PATH=$PATH:/usr/libexec/docker/cli-plugins command -v docker-compose) || skip 'no docker-compose here: scripts/setup --engines'
export COMPOSE_PROJECT_NAME=cb21test$$
# docker-compose 1.29 builds through docker's own client only when asked to.
if buildkit; then export COMPOSE_DOCKER_CLI_BUILD=1; fi

MOUNTABLE=''
compose() { "$COMPOSE" --project-directory "$PROJECT" -f "$PROJECT/docker-compose.dev.yml" "$@" >>"$TEST_ROOT/compose.log" 2>&1 </dev/null; }
container() { docker ps --all --quiet --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME"; }
stop_compose() { [ ! -e "${PROJECT:-}/docker-compose.dev.yml" ] || compose down --rmi local --timeout 1 || true; }
trap 'stop_compose; rm -rf "$MOUNTABLE"; clean_up' EXIT

# A folder that the engine sees under the same path: one with a Debian of its own (scripts/engine) sees its run folder alone.
RUN_FOLDER=$(dirname "${DOCKER_HOST#unix://}")
if [ ! -d "$RUN_FOLDER/../root" ]; then
  MOUNTABLE=$TEST_ROOT/mountable && mkdir "$MOUNTABLE"
else
  MOUNTABLE=$(mktemp -d "$RUN_FOLDER/test-XXXXXX") || skip "the folder that engine $ENGINE sees can be written to by root only"
fi

start_compose() { compose up -d --build || fail "$(cat "$TEST_ROOT/compose.log")"; }
# Whether the container comes to print that, within three minutes.
expect_logged() {
  local left=360
  until docker logs "$(container)" 2>&1 | grep -q -- "$1"; do
    [ $((left -= 1)) -gt 0 ] || fail "the container does not print '$1': $(docker logs --tail 40 "$(container)" 2>&1)"
    sleep 0.5
  done
}
