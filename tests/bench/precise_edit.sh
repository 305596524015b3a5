#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a build costs after one edited line in the workspace example, whose dependencies are compiled in a layer of their own:
# cb21 --cb21-strategy precise against the floor, plain `docker build` from the cache. Rounds in turn, each side with a context
# and an image of its own; prints the seconds of each round, the medians, and what is left of cb21's after its proof.
#   usage: tests/bench/precise_edit.sh [ENGINE [ROUNDS]]      default: bookworm 7; CB21: default build/release/cb21
# Goal: median of cb21 <= 1.10 x median of docker + 0.3 s.
set -euo pipefail
repository=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
engine=${1:-bookworm} rounds=${2:-7}
cb21=${CB21:-$repository/build/release/cb21}
[ -x "$cb21" ] || { echo "precise_edit: no cb21 at $cb21: build it, or say where it is with CB21" >&2; exit 2; }
"$repository/scripts/engine" up "$engine"
"$repository/scripts/base-images" "$engine"
eval "$("$repository/scripts/engine" env "$engine")"

work=$(mktemp -d "${TMPDIR:-/tmp}/cb21-bench-XXXXXX")
tag=cb21-bench/$$
clean_up() {
  docker image rm --force "$tag-docker" "$tag-cb21" >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean_up EXIT
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config

# Each side has sources of its own, so that neither builds from the other's layers.
for side in docker cb21; do
  cp -R "$repository/examples/workspace" "$work/$side-$$"
  printf '// %s %s\n' "$side" "$work" >>"$work/$side-$$/greeting/src/lib.rs"
done

build() { # SIDE
  local words=(docker build)
  [ "$1" = docker ] || words=("$cb21" --cb21-strategy precise --cb21-report "$work/report.json")
  "${words[@]}" -t "$tag-$1" "$work/$1-$$" >"$work/log" 2>&1 </dev/null || { tail -n 20 "$work/log" >&2; exit 1; }
}

timed() { # SIDE ROUND
  local begin end
  sed -i "s/good [a-z0-9]*/good morning$2/" "$work/$1-$$/greeting/src/lib.rs"
  begin=$(date +%s%N)
  build "$1"
  end=$(date +%s%N)
  echo $(((end - begin) / 1000000)) >>"$work/$1.ms"
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%.3f", (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2000 }'; }

build docker
build cb21
for round in $(seq "$rounds"); do
  timed docker "$round"
  timed cb21 "$round"
  jq -r .milliseconds.verify "$work/report.json" >>"$work/verify.ms"
  printf 'round %d: docker %s ms, cb21 %s ms, of these %s ms for the proof\n' "$round" \
    "$(tail -n 1 "$work/docker.ms")" "$(tail -n 1 "$work/cb21.ms")" "$(tail -n 1 "$work/verify.ms")"
done
docker run --rm --network none "$tag-cb21" 2>&1 | grep -q "good morning$rounds" || { echo 'precise_edit: the last edit is not in the image' >&2; exit 1; }
awk -v plain="$(median "$work/docker.ms")" -v own="$(median "$work/cb21.ms")" -v proof="$(median "$work/verify.ms")" 'BEGIN {
  printf "medians: docker %.3f s, cb21 %.3f s, its proof %.3f s\n", plain, own, proof
  printf "ratio: %.2f; without the proof %.2f; goal %.3f s <= %.3f s: %s\n", own / plain, (own - proof) / plain, own,
         1.10 * plain + 0.3, own <= 1.10 * plain + 0.3 ? "held" : "missed" }'
