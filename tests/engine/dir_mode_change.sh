#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Only a directory's mode changed.
. "$(dirname "$0")/harness.sh"
new_project quick
sed -i 's|^RUN|RUN stat -c "mode %a" src >mode\nRUN|; s|^ENTRY|COPY --from=builder /build/mode /mode\nENTRY|' "$PROJECT/Dockerfile"
chmod 755 "$PROJECT/src"
docker build -q -t "$TAG:plain" "$PROJECT" >/dev/null
cb21 -t "$TAG" "$PROJECT"
expect_code 0
[ "$(content "$TAG" /mode)" = 'mode 755' ] || fail "mode $(content "$TAG" /mode)"

chmod 750 "$PROJECT/src"
docker build -q -t "$TAG:plain" "$PROJECT" >/dev/null
printf 'docker build ships: %s\n' "$(content "$TAG:plain" /mode)"
cb21 -t "$TAG" "$PROJECT"
expect_code 0
[ "$(content "$TAG" /mode)" = 'mode 750' ] || fail "mode $(content "$TAG" /mode), the directory has 750"
