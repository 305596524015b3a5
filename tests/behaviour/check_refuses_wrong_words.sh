#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 20: what cb21 check cannot look at is refused, not passed: a Dockerfile or a stage that is not there, two contexts, a
# report that nobody would write.
. "$(dirname "$0")/harness.sh"
new_project
cd "$PROJECT"
refuses() {
  cb21 check "${@:2}" </dev/null
  expect_code 122
  expect_empty_out
  expect_err "$1"
}
refuses '-f names Dockerfil, ' -f Dockerfil .
refuses '-f names src, ' -f src .
refuses '--target names nosuch, ' --target nosuch .
refuses "one context, not '.' and 'src'" . src
refuses '--format json' --cb21-report "$TEST_ROOT/report.json" .
refuses '--format json' . --cb21-report="$TEST_ROOT/report.json"
[ ! -e "$TEST_ROOT/report.json" ] || fail 'there is a report'

# What is there, or may be.
passes() {
  cb21 check "$@"
  expect_code 0
  expect_out '0 errors, 0 warnings'
}
for words in '-f Dockerfile .' '--target builder .' '--target BUILDER .' '--target 0 .' '-f - .' '-f https://example.org/Dockerfile .' \
  "-f $PROJECT/Dockerfile $PROJECT"; do
  # shellcheck disable=SC2086
  passes $words </dev/null
  expect_no_err Dockerfile\ was
done
passes -f <(cat Dockerfile) .
CB21_REPORT=$TEST_ROOT/report.json passes .

# Other rules hold without a Dockerfile, and that there is none is said.
rm Dockerfile
passes .
expect_err 'no Dockerfile was found in .: what one would show is not checked; -f names one elsewhere'
echo 'FROM scratch' >prod.Dockerfile
cp prod.Dockerfile prod.Dockerfile.dockerignore
passes .
expect_err 'no Dockerfile was found in .: what one would show is not checked; -f prod.Dockerfile names one that is there'
cp prod.Dockerfile 'Dockerfile.a b'
cd ..
passes service
expect_err "; -f 'service/Dockerfile.a b' names one that is there (and 1 more)"
cd service
rm prod.Dockerfile* Dockerfile.*
mkdir Dockerfile
passes .
expect_err 'no Dockerfile was found in .'
