#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Gets a real program from Debian's sources, and the crates that it is made of from Debian's packages.
#   usage: fetch.sh PROGRAM      exa, ripgrep, fd-find or bat
# Owns programs/PROGRAM below the engines folder (see scripts/engine):
#   source/    the program's sources with Debian's patches, and a Cargo.lock for the crates that Debian has
#   layer.tar  what the crates and the libraries that they need add to the base image rust:1-slim-bookworm
# Prints that folder. What is there already is taken as it is. Runs as root; uses sudo otherwise.
set -euo pipefail

repository=$(cd "$(dirname "$(readlink -f "$0")")/../../.." && pwd)
engines=${CB21_ENGINE_DIR:-${XDG_CACHE_HOME:-${HOME:?HOME is not set: set CB21_ENGINE_DIR}/.cache}/cb21-engines}

say() { printf 'programs: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

case ${1:-} in
  --help | -h)
    sed -n '3,8s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
  --in-namespace) ;;
  exa | ripgrep | fd-find | bat) ;;
  *) die "expected exa, ripgrep, fd-find or bat, got '${1:-}'" ;;
esac

in_root() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive HOME=/root \
    http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" chroot "$root" "$@"
}

# The crates among what the source package is built with; of alternatives the first.
crates() {
  in_root apt-cache showsrc "$program" | sed -n 's/^Build-Depends: //p' | head -n 1 | tr ',' '\n' |
    sed -E 's/\|.*//; s/\(.*//; s/[[:space:]]//g' | grep '^librust-' | sort -u
}

# A root like the base image's, in which the source is unpacked and the crates are installed. What came after the stamp is the
# layer. The mounts go with this script's mount namespace.
make() {
  tar -xpf "$engines/base/rust.tar" -C "$root"
  # The tarball has no devices.
  mknod -m 666 "$root/dev/null" c 1 3
  mount -t proc proc "$root/proc"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  apt-config dump | grep -E '^Acquire::(http|https|Check-Valid-Until|Check-Date|Retries|ForceIPv4)\b' >"$root/etc/apt/apt.conf.d/99lent" || true
  sed 's/^deb /deb-src /' "$root/etc/apt/sources.list" >"$root/etc/apt/sources.list.d/source.list"
  in_root apt-get -qq update
  in_root apt-get -qq -y install --no-install-recommends dpkg-dev
  mkdir "$root/source"
  in_root sh -c "cd /source && apt-get -qq source $program"
  touch "$work/stamp"
  sleep 1
  # shellcheck disable=SC2046 # one package a word
  in_root apt-get -qq -y install --no-install-recommends $(crates)
  mv "$root"/source/*/ "$work/source"
  prepare "$work/source"
  # clang comes with crates that make bindings, which nothing here needs.
  (cd "$root" && find ./etc ./usr -xdev '(' -path ./etc/apt -o -path './usr/lib/llvm-*' -o -path './usr/lib/*/libclang*' -o -path './usr/share/doc' ')' -prune -o \
    ! -type d ! -name resolv.conf -cnewer "$work/stamp" -print0 |
    tar --null --files-from - --numeric-owner -cf "$work/layer.tar")
}

# Debian has the crates in one version each, below one folder, and without what only tests need.
prepare() {
  local source=$1
  rm -rf "$source/.pc" "$source/debian" "$source/Cargo.lock"
  mkdir -p "$source/.cargo"
  printf '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "/usr/share/cargo/registry"\n' >"$source/.cargo/config.toml"
  awk '/^\[/ { test = /dev-dependencies/ } !test' "$source/Cargo.toml" >"$source/Cargo.toml.new" && mv "$source/Cargo.toml.new" "$source/Cargo.toml"
  [ "$program" != ripgrep ] || add_members "$source"
  cp -a "$source" "$root/root/locked"
  in_root sh -c 'cd /root/locked && cargo generate-lockfile --offline'
  cp "$root/root/locked/Cargo.lock" "$source/Cargo.lock"
}

# ripgrep's own workspace, put together again: Debian has its libraries as crates of their own.
add_members() {
  local source=$1 crate folder
  # Debian's grep has no such feature.
  sed -i '/^simd-accel = /d' "$source/Cargo.toml"
  local -a crates=(globset grep grep-cli grep-matcher grep-printer grep-regex grep-searcher ignore)
  {
    printf '\n[workspace]\nmembers = [%s]\n\n[patch.crates-io]\n' "$(printf '"crates/%s", ' "${crates[@]}")"
    for crate in "${crates[@]}"; do
      folder=$(cd "$root/usr/share/cargo/registry" && find . -maxdepth 1 -name "$crate-[0-9]*" | head -n 1)
      [ -n "$folder" ] || die "Debian has no crate $crate"
      mkdir -p "$source/crates" && cp -a "$root/usr/share/cargo/registry/$folder" "$source/crates/$crate"
      rm -rf "$source/crates/$crate/.cargo-checksum.json" "$source/crates/$crate"/{benches,examples,tests}
      awk '/^\[/ { skip = /dev-dependencies|^\[\[(bench|example|test)/ } !skip' "$source/crates/$crate/Cargo.toml" >"$source/crate.new" &&
        mv "$source/crate.new" "$source/crates/$crate/Cargo.toml"
      printf '%s = { path = "crates/%s" }\n' "$crate" "$crate"
    done
  } >"$source/members.new"
  cat "$source/members.new" >>"$source/Cargo.toml"
  rm "$source/members.new"
}

if [ "$1" = --in-namespace ]; then
  program=$2 work=$engines/programs/$2.part root=$engines/programs/$2.part/root
  rm -rf --one-file-system "$work"
  mkdir -p "$root"
  make
  umount "$root/proc"
  rm -rf --one-file-system "$root" "$work/stamp"
  mv -T "$work" "$engines/programs/$program"
  exit 0
fi

folder=$engines/programs/$1
mkdir -p "$engines/programs"
exec 9>"$engines/programs/lock"
flock 9
if [ ! -e "$folder" ]; then
  [ -e "$engines/base/rust.tar" ] || "$repository/scripts/base-images" --build "${CB21_ENGINE_NAME:-bookworm}" >&2
  [ -e "$engines/base/rust.tar" ] || die "there is no $engines/base/rust.tar: scripts/base-images --build makes it"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -- env "CB21_ENGINE_DIR=$engines" "http_proxy=${http_proxy:-}" "https_proxy=${https_proxy:-}" "PATH=$PATH:/usr/sbin:/sbin")
  say "getting $1 and its crates from Debian"
  "${as_root[@]}" env "CB21_ENGINE_DIR=$engines" unshare -m "$0" --in-namespace "$1" >"$engines/programs/$1.log" 2>&1 </dev/null || {
    tail -n 15 "$engines/programs/$1.log" >&2
    die "that failed; its log is $engines/programs/$1.log"
  }
fi
printf '%s\n' "$folder"
