# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic, ctr: how a base is pulled anew, and into which store.
# Also diagnosed on bookworm-classic, ctr: what is known of the base that an image was built on.
summary='an image that the Dockerfile builds on, with a library in it, was pushed anew to its registry; the local copy is the one before (cb21 in its production profile)'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
# Docker looks for a newer base only when told to; cb21 tells it so for production.
arguments() { if [ "$WAY" = cb21 ]; then ARGUMENTS=(--cb21-profile production); else ARGUMENTS=(); fi; }
prepare() {
  PATH=$PATH:/usr/bin command -v docker-registry >/dev/null || not_for_this_engine 'no docker-registry here (Debian package docker-registry)'
  project_of "$TEST_ROOT/service-$RUN"
  REGISTRY=127.0.0.1:$((20000 + RANDOM % 10000))
  cat >"$TEST_ROOT/registry.yml" <<TEXT
version: 0.1
storage: {filesystem: {rootdirectory: /tmp/registry}}
http: {addr: $REGISTRY}
TEXT
  start_registry
  BASE=$REGISTRY/$RUN/base:1
  # A build that pulls asks for the compiler's image, too.
  RUST=$REGISTRY/$RUN/rust:1
  docker tag rust:1-slim-bookworm "$RUST"
  docker push -q "$RUST" >/dev/null
  sed -i "s|@BASE@|$BASE|; s|rust:1-slim-bookworm|$RUST|" "$PROJECT/Dockerfile"
  publish one
}
start_registry() {
  local id left=100
  id=$(docker create --network host debian:bookworm-slim /usr/bin/docker-registry serve /registry.yml)
  SERVERS+=("$id")
  docker cp "$(command -v docker-registry)" "$id:/usr/bin/docker-registry" >/dev/null
  docker cp "$TEST_ROOT/registry.yml" "$id:/registry.yml" >/dev/null
  docker start "$id" >/dev/null
  until docker logs "$id" 2>&1 | grep -q "listening on"; do [ $((left -= 1)) -gt 0 ] || fail 'no registry'; sleep 0.1; done
}
publish() {
  local folder=$TEST_ROOT/base-$RUN
  mkdir -p "$folder"
  cp -R "$PROJECT/library/." "$folder"
  sed -i "s/greeting: one/greeting: $1/" "$folder/src/lib.rs"
  printf 'FROM scratch\nCOPY . /greeting\n' >"$folder/Dockerfile"
  docker build -q -t "$BASE" "$folder" >/dev/null
  docker push -q "$BASE" >/dev/null
}
# Somebody else's push. The containerd store keeps no image without a name.
edit() {
  docker tag "$BASE" "$BASE-before"
  publish two
  docker tag "$BASE-before" "$BASE"
  docker image rm "$BASE-before" >/dev/null
}
finish() { [ -z "${BASE:-}" ] || docker image rm "$BASE" "$RUST" >/dev/null 2>&1 || true; }
