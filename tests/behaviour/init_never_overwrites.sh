#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: what is there is left as it is, said, and told by exit code 123; the other files are written all the same. A file
# that init wrote itself is no other file.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$PROJECT/.git"
echo mine >"$PROJECT/docker-compose.dev.yml"
echo mine >"$PROJECT/.gitlab-ci.yml"
echo mine >"$PROJECT/Makefile"
cb21 init "$PROJECT" --dev --ci gitlab --make
expect_code 123
expect_err "$PROJECT/docker-compose.dev.yml is another file and was left as it is"
expect_err "$PROJECT/.gitlab-ci.yml is another file and was left as it is"
for name in docker-compose.dev.yml .gitlab-ci.yml Makefile; do
  [ "$(cat "$PROJECT/$name")" = mine ] || fail "$name is $(cat "$PROJECT/$name")"
done
for name in cb21.conf Dockerfile.dev cb21.mk; do expect_out "wrote $PROJECT/$name"; done
expect_no_err 'Makefile is another'

rm "$PROJECT/docker-compose.dev.yml" "$PROJECT/.gitlab-ci.yml"
cb21 init "$PROJECT" --dev --ci gitlab --make
expect_code 0
expect_out "wrote $PROJECT/docker-compose.dev.yml"
expect_out "is there already: $PROJECT/cb21.conf"
expect_out "is there already: $PROJECT/cb21.mk"

# Two at once: each file is written by one of them, whole.
rm "$PROJECT"/{cb21.conf,Dockerfile.dev,cb21.mk}
for number in 1 2 3 4; do "$CB21" init "$PROJECT" --dev --make >"$TEST_ROOT/out$number" 2>&1 & done
wait
[ "$(cat "$TEST_ROOT"/out? | grep -c '^wrote')" -eq 3 ] || fail "not written once each: $(cat "$TEST_ROOT"/out?)"
cb21 init "$PROJECT" --dev --make
expect_code 0

# make prefers these to a Makefile.
rm "$PROJECT"/{Makefile,cb21.mk}
echo 'all:' >"$PROJECT/GNUmakefile"
cb21 init "$PROJECT" --make
expect_code 0
[ ! -e "$PROJECT/Makefile" ] || fail 'a Makefile that make would not read'
expect_out "wrote $PROJECT/cb21.mk"
