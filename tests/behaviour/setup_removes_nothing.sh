#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# scripts/setup, with stand-ins for apt: it asks what an installation would remove before it installs, and stops with the name of
# that package; it never asks for a docker, whoever's docker is there; and it takes the Boost that is installed, the release's own,
# or the newest that is offered. In clean Debian roots: tests/roots/harm_nobody.sh.
. "$(dirname "$0")/harness.sh"
setup=$(cd "$(dirname "$0")/../../scripts" && pwd)/setup
log=$TEST_ROOT/apt.log

# installed, offered: package names, one a line; default-boost, gone: one word
cd "$TEST_ROOT"
cat >bin/dpkg-query <<SCRIPT
#!/bin/sh
for package; do :; done
grep -qxF -- "\$package" "$TEST_ROOT/installed" && printf installed
SCRIPT
cat >bin/apt-cache <<SCRIPT
#!/bin/sh
case \$1 in
  policy) echo "\$2:"; grep -qxF -- "\$2" "$TEST_ROOT/unknown" || echo '  Candidate: 1.0' ;;
  pkgnames) grep '^libboost1\.' "$TEST_ROOT/offered" ;;
  depends) printf 'libboost-dev\n  Depends: libboost%s-dev\n' "\$(cat "$TEST_ROOT/default-boost")" ;;
esac
SCRIPT
cat >bin/apt-get <<SCRIPT
#!/bin/sh
case \$1 in
  -s) [ ! -s "$TEST_ROOT/gone" ] || echo "Remv \$(cat "$TEST_ROOT/gone") [1.0]" ;;
  *) echo "\$*" >>"$log" ;;
esac
SCRIPT
# shellcheck disable=SC2016 # expanded by the script
printf '#!/bin/sh\n[ "$1" != -- ] || shift\nexec "$@"\n' >bin/sudo
chmod +x bin/dpkg-query bin/apt-cache bin/apt-get bin/sudo
# Neither a docker nor a compose of this machine's is on PATH.
for tool in bash env sed sort head paste timeout id grep cat sleep; do ln -s "$(command -v $tool)" bin/; done

# DEFAULT-BOOST OFFERED-BOOST...
machine() {
  : >installed && : >unknown && : >gone
  rm -f "$log"
  echo "$1" >default-boost
  printf 'libboost%s-dev\n' "$@" >offered
}
setup() { CODE=0 && PATH=$TEST_ROOT/bin "$setup" "$@" >"$TEST_ROOT/out" 2>"$TEST_ROOT/err" </dev/null || CODE=$?; }
expect_installs() { grep -qE -- "install .*--no-remove .*(^| )$1( |\$)" "$log" || fail "apt-get was not asked for $1: $(cat "$log")"; }
expect_not_asked() { ! grep -qE -- "(^| )$1( |\$)" "$log" || fail "apt-get was asked for $1"; }

# What would go is named, and stays.
machine 1.74 1.74 1.81
echo libboost1.74-dev >gone
setup --engines
expect_code 1
expect_err 'nothing was installed, for apt would remove libboost1.74-dev to install '
expect_err 'remove that yourself (apt-get remove libboost1.74-dev)'
[ ! -e "$log" ] || fail "apt-get was asked: $(cat "$log")"
setup --dry-run
expect_code 1
expect_err 'nothing was installed, for apt would remove libboost1.74-dev'

# No docker is asked for, and docker's own compose is enough.
machine 1.74 1.74 1.81
rm bin/docker
setup --engines
expect_code 0
expect_installs libboost1.81-dev
expect_installs debootstrap
[ -e /usr/libexec/docker/cli-plugins/docker-compose ] || expect_installs docker-compose
for package in docker.io docker-ce docker-ce-cli containerd runc; do expect_not_asked "$package"; done
printf '#!/bin/sh\nexit 1\n' | tee bin/docker >bin/docker-compose
chmod +x bin/docker bin/docker-compose
machine 1.74 1.74 1.81
setup --engines
expect_code 0
expect_err "$TEST_ROOT/bin/docker stays as it is, though no engine answers it; the private engines bring their own"
expect_not_asked docker-compose
# shellcheck disable=SC2016 # expanded by the script
printf '#!/bin/sh\n[ "$1" = version ] && echo 28.0.1\n' >bin/docker
setup --engines
expect_err "$TEST_ROOT/bin/docker answers (version 28.0.1) and stays as it is"

# Boost: the release's own.
machine 1.83 1.83 1.88
setup
expect_installs libboost-json1.83-dev
expect_not_asked libboost-process1.83-dev
# The installed one, for two exclude each other.
machine 1.83 1.83 1.88
echo libboost1.88-dev >installed
setup
expect_installs libboost-json1.88-dev
expect_installs libboost-process1.88-dev
expect_not_asked libboost1.83-dev
# One that is too old for Process v2 is not taken for it.
machine 1.83 1.74 1.83
echo libboost1.74-dev >installed
setup
expect_installs libboost1.83-dev
# sid: Process v2 is a library.
machine 1.92 1.90 1.92
setup
expect_installs libboost-process1.92-dev
expect_not_asked 'libboost-system.*'

# All there: apt is not called.
machine 1.92 1.92
setup --dry-run
cp "$TEST_ROOT/out" installed
setup
expect_code 0
expect_err 'nothing to install'
[ ! -e "$log" ] || fail "apt-get was asked: $(cat "$log")"
