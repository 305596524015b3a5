#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: --print shows each file under a line with its name, and writes none, be there files of these names or not.
. "$(dirname "$0")/harness.sh"
new_project
echo mine >"$PROJECT/Makefile"
before=$(all_files)
cb21 init "$PROJECT" --dev --ci github --make --docs --print
expect_code 0
[ "$(all_files)" = "$before" ] || fail 'something was written'
# Another Makefile stays, so the targets would be in another file.
for name in cb21.conf docker-compose.dev.yml Dockerfile.dev .github/workflows/image-of-hello-service.yml cb21.mk docs/docker-build.md; do
  expect_out "==> $PROJECT/$name <=="
done
ln -sf nowhere "$PROJECT/Makefile"
cb21 init "$PROJECT" --make --print
expect_out "==> $PROJECT/cb21.mk <=="
# What it shows is what it writes.
rm "$PROJECT/Makefile"
cb21 init "$PROJECT" --dev --ci github --make --docs --print
cp "$TEST_ROOT/out" "$TEST_ROOT/printed"
cb21 init "$PROJECT" --dev --ci github --make --docs
expect_code 0
for name in cb21.conf docker-compose.dev.yml Dockerfile.dev .github/workflows/image-of-hello-service.yml Makefile docs/docker-build.md; do
  echo "==> $PROJECT/$name <=="
  cat "$PROJECT/$name"
  echo
done | sed '$d' | diff - "$TEST_ROOT/printed" || fail 'printed and written differ'
# Nor does it show another name for what is there already.
cb21 init "$PROJECT" --dev --ci github --make --docs --print
diff "$TEST_ROOT/out" "$TEST_ROOT/printed" || fail 'what is there already is shown otherwise'
