#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Command line beats environment beats project beats user beats machine.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
own_etc
mkdir -p /etc/cb21 "$XDG_CONFIG_HOME/cb21"
strategy_is() {
  cb21 --cb21-dry-run --cb21-report="$TEST_ROOT/report.json" "${@:2}" "$PROJECT"
  expect_code 0
  [ "$(jq -r .strategy "$TEST_ROOT/report.json")" = "$1" ] || fail "strategy $(jq -r .strategy "$TEST_ROOT/report.json"), expected $1"
}
strategy_is no-cache
echo 'strategy = prune' >/etc/cb21/cb21.conf
strategy_is prune
echo 'strategy = precise' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
strategy_is precise
echo 'strategy = no-cache' >"$PROJECT/cb21.conf"
strategy_is no-cache
CB21_STRATEGY=prune strategy_is prune
CB21_STRATEGY=prune strategy_is precise --cb21-strategy=precise
mkdir "$PROJECT/docker" && cp "$PROJECT/Dockerfile" "$PROJECT/docker/"
echo 'strategy = prune' >"$PROJECT/docker/cb21.conf"
strategy_is prune -f "$PROJECT/docker/Dockerfile"
