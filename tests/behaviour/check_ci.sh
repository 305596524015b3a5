#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 14: what CI, make and scripts build for production is built uncached. canon 9: and with --pull.
. "$(dirname "$0")/harness.sh"
new_project
mkdir -p "$PROJECT/.github/workflows"
workflow=.github/workflows/image.yml
cat >"$PROJECT/$workflow" <<'EOT'
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          push: ${{ github.event_name != 'pull_request' }}
EOT
# shellcheck disable=SC2016
printf 'image:\n\tdocker build -t $(IMAGE) .\npush: image\n\tdocker push $(IMAGE)\n' >"$PROJECT/Makefile"
cb21 check "$PROJECT"
expect_code 121
expect_out "$workflow:7: error cached-production-build: "
expect_out "$workflow:7: warning production-without-pull: "
expect_out 'Makefile:2: error cached-production-build: '
expect_out 'Makefile:2: warning production-without-pull: '
expect_out '2 errors, 2 warnings, 0 waived'

# As the cure says; and through cb21.
printf '          no-cache: true\n          pull: true\n' >>"$PROJECT/$workflow"
sed -i 's/docker build/docker-build --cb21-profile production/' "$PROJECT/Makefile"
cb21 check "$PROJECT"
expect_code 0
expect_out '0 errors, 0 warnings, 0 waived'

# CI that never builds the image.
printf 'on: push\njobs:\n  test:\n    steps:\n      - run: cargo test\n' >"$PROJECT/$workflow"
rm "$PROJECT/Makefile"
cb21 check "$PROJECT"
expect_code 0
expect_out 'the project: warning uncached-ci-missing: '
