#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Only the Dockerfile changed: the cache is kept, what came before the edited line is not built again, the image is verified.
# Also on bookworm-classic: it numbers the steps anew.
. "$(dirname "$0")/harness.sh"
new_project
cb21 -t "$TAG" "$PROJECT"
expect_code 0
sed -i 's|^ENTRYPOINT|ENV ADDED=yes\nENTRYPOINT|' "$PROJECT/Dockerfile"
cb21 "${PLAIN[@]}" -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: fresh'
expect_err 'cb21: verified'
[[ "$(docker image inspect --format '{{.Config.Env}}' "$TAG")" == *ADDED=yes* ]] || fail 'the edit did not arrive'
# The classic builder's cache is a chain: a whole COPY . . holds the Dockerfile too.
! buildkit || expect_not_cached 'ENV ADDED'
