#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# --cb21-strategy precise takes nothing from other projects: after it their cache records are all there, those of a cache mount
# that both projects use included, and this project's dependencies come from the cache. The strategy no-cache empties that mount.
# Also on bookworm: an older build cache, without shared mounts' ids.
. "$(dirname "$0")/harness.sh"
buildkit || not_for_this_engine 'the classic builder has no cache mounts'
SHARED=shared-$(basename "$TEST_ROOT")

# With a cache mount that is not cargo's target folder, and a layer for the dependencies.
with_mount() {
  sed -i "s|^COPY . .|COPY Cargo.toml Cargo.lock ./\nRUN echo dependencies of $1 >dependencies\nCOPY src src|; \
s|^RUN cargo|RUN --mount=type=cache,id=$SHARED,target=/root/.cache/$SHARED date >>/root/.cache/$SHARED/log \&\& cargo|" "$PROJECT/Dockerfile"
}

# The ids of the cache records that hold one of the words, sorted.
records_of() {
  if has_buildx; then
    docker buildx du --verbose | awk -v RS= -v words="$1" '$0 ~ words { print $2 }' | sort
  else
    docker system df --verbose --format '{{json .BuildCache}}' | jq -r --arg words "$1" '.[] | select(.Description | test($words)) | .ID' | sort
  fi
}

new_project tiny "$TEST_ROOT/other-$$"
OTHER="dependencies of other-$$"
with_mount "other-$$"
run docker build -t "$TAG:other" "$PROJECT"
expect_code 0

new_project tiny
with_mount "service-$$"
cb21 --cb21-strategy precise -t "$TAG" "$PROJECT"
expect_code 0
before=$(records_of "$OTHER|cached mount .*$SHARED")
[ "$(wc -l <<<"$before")" -ge 2 ] || fail "the other project has no records of its own: $before"

set_greeting two keep
cb21 "${PLAIN[@]}" --cb21-strategy precise -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: stale'
expect_err 'cb21: verified'
expect_cached "RUN echo dependencies of service-$$"
after=$(records_of "$OTHER|cached mount .*$SHARED")
[ -z "$(comm -23 <(echo "$before") <(echo "$after"))" ] || fail "records vanished: $(diff <(echo "$before") <(echo "$after"))"

# What the same edit costs others without it.
set_greeting one
cb21 --cb21-strategy no-cache -t "$TAG" "$PROJECT"
expect_code 0
mount=$(records_of "cached mount .*$SHARED")
[ "$mount" != "$(comm -12 <(echo "$before") <(echo "$mount"))" ] || fail 'no-cache kept the shared mount: this test can show nothing'
