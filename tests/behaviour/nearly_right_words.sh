#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Words that are nearly right are answered with the right ones (122), and docker builds nothing: a misspelt verb, an own option
# without its prefix, a value in quotes. What docker could mean is docker's.
. "$(dirname "$0")/harness.sh"
new_project
refused() {
  expect_code 122
  expect_err "$1"
  [ -z "$(docker_builds)" ] || fail 'docker built'
}
cd "$TEST_ROOT"
cb21 statsu .
refused "cb21: there is no folder statsu here; did you mean \`cb21 status\`?"
cb21 buidl -t hello .
refused "did you mean \`cb21 build\`?"
cp -r "$PROJECT" statsu
cb21 -t hello statsu
expect_code 0
cb21 statsu
expect_code 0
expect_err 'cb21: verified'

# A folder that is not there, and near no verb: docker says so.
forget_calls
FAKE_DOCKER_EXIT=1 cb21 service.old
expect_code 1
expect_docker_call 'build service.old'

forget_calls
cb21 --strategy prune "$PROJECT"
refused "cb21: docker build has no --strategy, and cb21's own options begin with --cb21-: write --cb21-strategy"
cb21 --dry-run "$PROJECT"
refused 'write --cb21-dry-run'
# A docker that has such a flag, and flags that nobody knows.
cat >"$TEST_ROOT/newer" <<END
#!/bin/sh
[ "\$*" != 'build --help' ] || { echo '      --strategy string   How to build' && exit; }
exec "$FAKE_DOCKER" "\$@"
END
chmod +x "$TEST_ROOT/newer"
cb21 --cb21-docker "$TEST_ROOT/newer" --strategy prune "$PROJECT"
expect_code 0
expect_build_with '--strategy prune'
cb21 --of-tomorrow "$PROJECT"
expect_code 0
expect_build_with '--of-tomorrow'

forget_calls
for quoted in '"prune"' "'prune'"; do
  echo "strategy = $quoted" >"$PROJECT/cb21.conf"
  cb21 "$PROJECT"
  refused "strategy in $PROJECT/cb21.conf cannot be $quoted: it can be no-cache, prune or precise; values are written without quotes: strategy = prune"
done
echo 'strategy = "sometimes"' >"$PROJECT/cb21.conf"
cb21 "$PROJECT"
refused 'cannot be "sometimes": it can be no-cache, prune or precise'
expect_no_err 'without quotes'
