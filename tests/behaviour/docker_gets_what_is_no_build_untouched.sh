#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What builds nothing, or what docker will refuse, reaches docker word for word; nothing is remembered.
. "$(dirname "$0")/harness.sh"
new_project
cd "$PROJECT"
export FAKE_DOCKER_STDOUT="docker's own words" FAKE_DOCKER_EXIT=7
forwarded() {
  forget_calls
  cb21 "$@"
  [ "$(docker_calls)" = "build${*:+ }$*" ] || fail "docker got: $(docker_calls)"
  [[ " $* " == *' --help '* ]] || expect_code 7
  [[ " $* " == *' --help '* ]] || expect_out "docker's own words"
  # Docker's help, and its answer to no words, are introduced (version_and_help.sh).
  if [[ $# -eq 0 || " $* " == *' --help '* ]]; then
    [ "$(grep -c '^cb21: ' "$TEST_ROOT/err") $(wc -l <"$TEST_ROOT/err")" = '2 2' ] || fail "stderr holds other lines than cb21's two"
  else
    [ ! -s "$TEST_ROOT/err" ] || fail "stderr is not empty"
  fi
  [ ! -e "$XDG_STATE_HOME" ] || fail "something was written"
}
forwarded --help
forwarded --help .
forwarded --check .
forwarded --call=check .
forwarded --call outline .
forwarded --print=targets .
forwarded
forwarded -t name
forwarded . other
forwarded missing-folder
forwarded ./missing/deeper -t name
forwarded -f
forwarded --no-cache=perhaps .
forwarded --no-cache --no-cache-filter=builder .
