#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the machine's file locks nobody may weaken; strengthening it is everyone's right.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
own_etc
mkdir -p /etc/cb21 "$XDG_CONFIG_HOME/cb21"
printf 'verify = required\nprofile = development\nlock = profile, verify\n' >/etc/cb21/cb21.conf
refused() {
  cb21 "$@" "$PROJECT"
  expect_code 122
  expect_err 'locks verify to required'
}
refused --cb21-verify=off
CB21_VERIFY=auto refused
echo 'verify = off' >"$XDG_CONFIG_HOME/cb21/cb21.conf"
refused
rm "$XDG_CONFIG_HOME/cb21/cb21.conf"
echo 'verify = auto' >"$PROJECT/cb21.conf"
refused
rm "$PROJECT/cb21.conf"
cb21 --cb21-profile=production "$PROJECT"
expect_code 0
echo 'lock = profile' >"$PROJECT/cb21.conf"
cb21 "$PROJECT"
expect_code 122
expect_err "only the machine's file can lock"
