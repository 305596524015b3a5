#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A first try of cb21 on a machine of somebody else's: in a clean Debian with the packages of docker's own vendor installed
# (stand-ins that bear their relations), scripts/setup removes none of them and says what stays and why it stops; then
# scripts/quickstart passes there, and passes once more for a user who is not root, by a docker that answers, with no package
# installed for it. On request, for it takes minutes: CI does not run it.
#   usage: tests/roots/harm_nobody.sh SUITE...      bookworm, trixie or sid
# Owns the folder clean/ below the engines folder: a root for each suite, what apt and ccache keep, the private engine of the
# quickstart. A run changes none of these roots, but a layer over them, and ends with all of its processes and mounts.
set -euo pipefail
shopt -s inherit_errexit

project=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
engines=${CB21_ENGINE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/cb21-engines}
clean=$engines/clean
readonly project engines clean
# What docker's vendor installs.
readonly vendors=(docker-ce docker-ce-cli docker-ce-rootless-extras containerd.io docker-buildx-plugin docker-compose-plugin)

say() { printf '%s: %s\n' "$suite" "$*"; }
fail() {
  printf 'FAILED on %s: %s\n' "$suite" "$*" >&2
  [ ! -s "$log" ] || tail -n 30 "$log" >&2
  exit 1
}

# ---- a clean Debian

make_root() {
  local part=$clean/$suite.part
  [ ! -d "$clean/$suite" ] || return 0
  say 'fetching it, once'
  rm -rf --one-file-system "$part"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$part" "$("$project/scripts/debian-mirror")" \
    /usr/share/debootstrap/scripts/sid >"$log" 2>&1 </dev/null || fail 'debootstrap failed'
  # It is thrown away, and no package may start a daemon in it.
  echo force-unsafe-io >"$part/etc/dpkg/dpkg.cfg.d/unsafe"
  printf '#!/bin/sh\nexit 101\n' >"$part/usr/sbin/policy-rc.d"
  chmod 755 "$part/usr/sbin/policy-rc.d"
  mkdir "$part/cb21" "$part/engines" "$part/root/.cache" "$part/old"
  mv -T "$part" "$clean/$suite"
}

# A layer of this run's own over the root: a whole machine, whose private engines keep their files outside of the layer, for no
# overlay takes another as its upper folder.
enter_root() {
  local layer=$1
  rm -rf --one-file-system "$layer"
  mkdir -p "$layer"/{upper,work,root} "$clean"/{archives/"$suite",ccache,engines/"$suite"/base} "$engines/base"
  mount -t overlay overlay -o "lowerdir=$clean/$suite,upperdir=$layer/upper,workdir=$layer/work" "$layer/root"
  cd "$layer/root"
  mount -t proc proc proc
  mount --rbind /sys sys
  mount --rbind /dev dev
  mount --bind "$clean/archives/$suite" var/cache/apt/archives
  mkdir root/.cache/ccache
  mount --bind "$clean/ccache" root/.cache/ccache
  mount --bind "$clean/engines/$suite" engines
  mount --bind "$engines/base" engines/base
  cp -L /etc/resolv.conf etc/resolv.conf
  apt-config dump | grep -E '^Acquire::(http|https|Check-Valid-Until|Check-Date|Retries|ForceIPv4)\b' >etc/apt/apt.conf.d/99lent || true
  # Packages that were fetched stay for the next run.
  echo 'Binary::apt::APT::Keep-Downloaded-Packages "true"; APT::Keep-Downloaded-Packages "true";' >etc/apt/apt.conf.d/99keep
  (cd "$project" && git ls-files --cached --others --exclude-standard -z | tar --null -T - -cf -) | tar -xf - -C cb21
}

# ---- inside of it

# NAME VERSION RELATION...: a package with nothing in it but what lies in /stand-ins/NAME.
stand_in() {
  local name=$1 version=$2
  shift 2
  mkdir -p "/stand-ins/$name/DEBIAN"
  printf '%s\n' "Package: $name" "Version: $version" "Architecture: $(dpkg --print-architecture)" \
    'Maintainer: nobody <nobody@localhost>' "$@" 'Description: stand-in' >"/stand-ins/$name/DEBIAN/control"
  dpkg-deb --build --root-owner-group "/stand-ins/$name" "/stand-ins/$name.deb" >"$log"
}

# The relations are those of the vendor's packages of today. The client answers once /etc/docker-answers is there.
install_vendors_docker() {
  local none='docker.io, docker-engine, docker (<< 1.5~)'
  mkdir -p /stand-ins/docker-ce-cli/usr/bin /stand-ins/docker-compose-plugin/usr/libexec/docker/cli-plugins
  cat >/stand-ins/docker-ce-cli/usr/bin/docker <<'SCRIPT'
#!/bin/sh
if [ "$1" = --version ]; then echo 'Docker version 99.0.1, build 0'; exit; fi
[ "$1" = version ] && [ -e /etc/docker-answers ] && echo 99.0.1 && exit
echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2
exit 1
SCRIPT
  printf '#!/bin/sh\nexit 1\n' >/stand-ins/docker-compose-plugin/usr/libexec/docker/cli-plugins/docker-compose
  chmod 755 /stand-ins/*/usr/bin/* /stand-ins/*/usr/libexec/docker/cli-plugins/*
  stand_in docker-ce 5:99.0.1 'Depends: containerd.io (>= 1.7.27), docker-ce-cli, iptables, nftables' "Conflicts: $none" 'Replaces: docker-engine'
  stand_in docker-ce-cli 5:99.0.1 "Conflicts: $none" 'Breaks: docker-ce (<< 5:0)' 'Replaces: docker-ce (<< 5:0)'
  stand_in docker-ce-rootless-extras 5:99.0.1 'Enhances: docker-ce' 'Conflicts: rootlesskit' 'Breaks: rootlesskit' 'Replaces: rootlesskit'
  stand_in containerd.io 99.0-1 'Provides: containerd, runc' 'Conflicts: containerd, runc' 'Replaces: containerd, runc'
  stand_in docker-buildx-plugin 99.0-1 'Enhances: docker-ce-cli' 'Replaces: docker-ce-cli'
  stand_in docker-compose-plugin 99.0-1 'Enhances: docker-ce-cli' 'Conflicts: docker-compose' 'Breaks: docker-compose' 'Replaces: docker-compose'
  local files=("${vendors[@]/#//stand-ins/}")
  apt_get install "${files[@]/%/.deb}"
  before=$(vendors_state)
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null || fail "apt-get $*"; }
vendors_state() { dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n' "${vendors[@]}" && sha256sum /usr/bin/docker; }
packages() { dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n'; }

run() {
  code=0
  "$@" >"$log" 2>&1 </dev/null || code=$?
}
expect_said() { grep -qF -- "$1" "$log" || fail "it does not say: $1"; }
expect_vendors_docker() { [ "$(vendors_state)" = "$before" ] || fail "the vendor's docker is not as it was: $(diff <(echo "$before") <(vendors_state))"; }

setup_keeps_the_vendors_docker() {
  run /cb21/scripts/setup --engines
  [ "$code" -eq 0 ] || fail "scripts/setup --engines ended with $code"
  expect_said '/usr/bin/docker stays as it is, though no engine answers it; the private engines bring their own'
  expect_vendors_docker
  : >/etc/docker-answers
  run /cb21/scripts/setup --engines
  [ "$code" -eq 0 ] || fail "scripts/setup --engines ended with $code"
  expect_said '/usr/bin/docker answers (version 99.0.1) and stays as it is'
  expect_vendors_docker
  rm /etc/docker-answers
  say "scripts/setup --engines keeps the vendor's docker"
}

setup_stops_where_something_would_go() {
  local all
  stand_in libboost1.74-dev 1.74.0-1
  apt_get install /stand-ins/libboost1.74-dev.deb
  all=$(packages)
  for words in --engines --dry-run; do
    run /cb21/scripts/setup "$words"
    [ "$code" -eq 1 ] || fail "scripts/setup $words ended with $code where a package would go"
    expect_said 'nothing was installed, for apt would remove libboost1.74-dev'
    [ "$(packages)" = "$all" ] || fail "scripts/setup $words changed packages"
  done
  say 'scripts/setup stops where a package would go, and names it'
}

quickstart_passes() {
  # The test's own, not the user's: a second run compiles nothing again.
  apt_get install ccache
  run /cb21/scripts/quickstart --keep
  [ "$code" -eq 0 ] || fail "scripts/quickstart ended with $code"
  expect_said 'All as promised, on Docker 20.10'
  expect_vendors_docker
  say "scripts/quickstart passes: $(grep '^All as promised' "$log")"
}

# A user who may do nothing but ask a docker that answers; no package for engines is there.
quickstart_needs_no_root() {
  local all
  apt_get remove debootstrap slirp4netns docker-registry
  all=$(packages)
  eval "$(/cb21/scripts/engine env bookworm)"
  chmod 711 /engines /engines/bookworm /engines/bookworm/run
  chmod 666 "${DOCKER_HOST#unix://}"
  useradd --create-home user
  cp -R /cb21 /home/user/cb21
  rm -rf /home/user/cb21/build
  install -m 755 -D /cb21/build/release/cb21 /home/user/built/cb21
  cp -R "$DOCKER_CONFIG" /home/user/.docker
  cp "$(command -v docker)" /home/user/built/docker
  chown -R user: /home/user
  run setpriv --reuid user --regid user --clear-groups --reset-env env "DOCKER_HOST=$DOCKER_HOST" \
    "PATH=/home/user/built:/usr/bin:/bin" /home/user/cb21/scripts/quickstart --cb21 /home/user/built/cb21
  [ "$code" -eq 0 ] || fail "a user's quickstart ended with $code"
  expect_said 'engine: taking the engine that docker reaches already'
  expect_said 'All as promised, on Docker 20.10'
  [ "$(packages)" = "$all" ] || fail 'packages were installed for it'
  say 'scripts/quickstart passes without root where a docker answers'
}

inside() {
  suite=$1 log=/tmp/log
  apt_get update
  "$2"
}
with_a_vendors_docker() {
  install_vendors_docker
  setup_keeps_the_vendors_docker
  quickstart_passes
  quickstart_needs_no_root
}

# ---- outside

# Runs in namespaces of its own, as their first process: with it end the engine and all else that was started.
in_layer() {
  suite=$1
  local layer=$clean/layer-$suite
  enter_root "$layer"
  pivot_root . old
  umount -l /old
  cd /
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 CB21_ENGINE_DIR=/engines CCACHE_MAXSIZE=2G \
    ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
    bash /cb21/tests/roots/harm_nobody.sh --inside "$suite" "$2"
}

main() {
  local verb=${1:-} case
  case $verb in
    --inside)
      inside "$2" "$3"
      exit
      ;;
    --in-layer)
      in_layer "$2" "$3"
      exit
      ;;
    -h | --help | '')
      sed -n '3,9s/^# *//p' "$0"
      exit 0
      ;;
  esac
  [ "$(id -u)" -eq 0 ] || exec sudo -- env "CB21_ENGINE_DIR=$engines" "$0" "$@"
  mkdir -p "$clean"
  for suite in "$@"; do
    log=$clean/$suite.log
    exec 9>"$clean/$suite.lock"
    flock 9
    make_root
    for case in setup_stops_where_something_would_go with_a_vendors_docker; do
      unshare -mpf --kill-child "$project/tests/roots/harm_nobody.sh" --in-layer "$suite" "$case"
      rm -rf --one-file-system "$clean/layer-$suite"
    done
  done
}
main "$@"
