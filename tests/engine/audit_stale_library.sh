#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A cache mount over target/ keeps a library whose new source is older than its last compile; main is compiled anew, so that
# the image looks fresh. The audit finds it, names the crate and the mechanism; what cb21 builds itself passes.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'the classic builder knows no cache mounts and exports no stages'
new_project library-cache-mount
say_run
# Runs share no mount.
sed -i "s/id=library-cache-mount/&-$$-$RANDOM/" "$PROJECT/Dockerfile"

docker build -q -t "$TAG" "$PROJECT" >/dev/null
cb21 audit -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified: recompiled from touched sources, /usr/local/bin/hello-service has the same bytes'

sed -i 's/greeting: one/greeting: two/' "$PROJECT/greeting/src/lib.rs"
touch -d '12 hours ago' "$PROJECT/greeting/src/lib.rs"
sed -i 's/motto: one/motto: two/' "$PROJECT/src/main.rs"
docker build -q -t "$TAG" "$PROJECT" >/dev/null
[[ "$(printed)" == *"greeting: one"*"motto: two"* ]] || fail "docker was expected to ship the old library behind the new main"
IMAGE=$(docker image inspect --format '{{.Id}}' "$TAG")

cb21 audit -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'stale is the package greeting (its "greeting: two" is not in the shipped binary)'
expect_err 'likely target-cache-mount'
[ "$(docker image inspect --format '{{.Id}}' "$TAG")" = "$IMAGE" ] || fail "the audit moved the tag"

cb21 --cb21-proof recompiled -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
expect_err 'has the same bytes'
expect_printed 'greeting: two'
