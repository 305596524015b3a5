#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 20: in production an error of the check, documentation and CI included, blocks before docker is run: exit 121.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
rm "$PROJECT/README.md"
production() { cb21 --cb21-profile production --cb21-report "$TEST_ROOT/report.json" "$@" "$PROJECT"; }
blocked() {
  expect_code 121
  expect_err 'cb21: check: the project: undocumented-build: '
  expect_err "cb21: blocked: the check found 1 error; \`cb21 check\` says what to write instead, and \`cb21 init --docs\` writes what undocumented-build asks for; docker was not run"
  expect_err 'docker was not run'
  expect_no_docker_call 'build '
  [ "$(jq -r .verdict "$TEST_ROOT/report.json")" = blocked ] || fail "$(cat "$TEST_ROOT/report.json")"
  [ "$(jq -r '.findings[].code' "$TEST_ROOT/report.json")" = undocumented-build ] || fail "$(cat "$TEST_ROOT/report.json")"
}
production
blocked
production -q
blocked

# A dry run shows it, and what would have been.
production --cb21-dry-run
expect_code 0
expect_err 'cb21: check: the project: undocumented-build: '
expect_err 'would be blocked: the check found 1 error'
[ "$(jq -r .verdict "$TEST_ROOT/report.json")" = not-built ] || fail "$(cat "$TEST_ROOT/report.json")"

# The project may waive it, unless the machine does not let it.
echo '# cb21: allow undocumented-build it is in the wiki' >"$PROJECT/cb21.conf"
production
expect_code 0
expect_err 'cb21: verified'
[ "$(jq '.findings | length' "$TEST_ROOT/report.json")" = 0 ] || fail "$(cat "$TEST_ROOT/report.json")"
own_etc
mkdir -p /etc/cb21
printf 'no-waivers = true\nlock = no-waivers\n' >/etc/cb21/cb21.conf
forget_calls
production
blocked
printf 'no-waivers = false\n# cb21: allow undocumented-build it is in the wiki\n' >"$PROJECT/cb21.conf"
production
expect_code 122
expect_err 'locks no-waivers'
rm /etc/cb21/cb21.conf "$PROJECT/cb21.conf"

# Warnings let it pass.
echo 'We use cb21.' >"$PROJECT/README.md"
echo 'docker build --no-cache .' >"$PROJECT/release.sh"
production
expect_code 0
expect_err 'cb21: check: release.sh:1: production-without-pull: '

# A context that is not visible cannot be checked; to one without Rust the rule of the check does not apply.
# Production then blocks it for the proof that cannot be made, not for the check.
run "$CB21" --cb21-profile production --cb21-marker 'hello-service starting' --cb21-binary /x - </dev/null
expect_code 120
expect_no_err 'cb21: check:'
expect_err 'cb21: blocked: the build cannot be looked into: the Dockerfile is not visible'
rm -r "$PROJECT/src" "$PROJECT/Cargo.toml" "$PROJECT/README.md"
printf 'FROM debian\nCOPY release.sh /\n' >"$PROJECT/Dockerfile"
FAKE_CARGO_EVIDENCE=none production --cb21-marker 'hello-service starting' --cb21-binary /x
expect_code 120
expect_no_err 'cb21: check:'
expect_err 'cb21: blocked: no stage of this build holds what cargo compiled'
