#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# scripts/debian-mirror prints the mirror of Debian's main archive that apt is set up with, by the label that the archive gives
# itself, or by its form where apt has no lists yet; a user's word goes before, deb.debian.org comes last.
. "$(dirname "$0")/harness.sh"
command -v apt-get >/dev/null || skip 'no apt here'
script=$(cd "$(dirname "$0")/../../scripts" && pwd)/debian-mirror
sources=$TEST_ROOT/sources lists=$TEST_ROOT/lists
mkdir -p "$lists/partial" "$sources"
export APT_CONFIG=$TEST_ROOT/apt.conf
printf '%s\n' "Dir::Etc::sourcelist \"/dev/null\";" "Dir::Etc::sourceparts \"$sources\";" "Dir::State::lists \"$lists\";" >"$APT_CONFIG"

expect_mirror() { [ "$("$script")" = "$1" ] || fail "the mirror is $("$script"), expected $1"; }
# HOST ORIGIN LABEL: what an update would have left of it
is_listed() {
  local list=$lists/$1_debian_dists_bookworm packages
  packages=main/binary-$(dpkg --print-architecture)/Packages
  printf '%s\n' "Origin: $2" "Label: $3" 'Codename: bookworm' 'Components: main' "Architectures: $(dpkg --print-architecture)" \
    'Date: Sat, 01 Jan 2022 00:00:00 UTC' 'SHA256:' " $(sha256sum </dev/null | cut -c1-64) 0 $packages" >"${list}_Release"
  : >"${list}_${packages//\//_}"
}

expect_mirror http://deb.debian.org/debian
echo 'deb http://archive.example/ubuntu noble main' >"$sources/a.list"
expect_mirror http://deb.debian.org/debian
cat >"$sources/b.sources" <<'TEXT'
Types: deb
URIs: http://vendor.example/linux/debian
Suites: bookworm
Components: stable

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main

Types: deb
URIs: http://other.example/debian
Suites: bookworm
Components: main

Types: deb
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
TEXT
expect_mirror http://other.example/debian
is_listed other.example 'Somebody else' Debian
is_listed mirror.example Debian Debian
expect_mirror http://mirror.example/debian
CB21_DEBIAN_MIRROR=http://users.example/debian expect_mirror http://users.example/debian

# As Debian's cloud images have it.
rm "$sources"/* "$lists"/*_*
printf '# near\n\nhttps://near.example/debian\tpriority:1\nhttps://far.example/debian\n' >"$TEST_ROOT/debian.list"
echo "deb mirror+file://$TEST_ROOT/debian.list bookworm main" >"$sources/a.list"
expect_mirror https://near.example/debian
echo 'deb cdrom:[Debian]/debian bookworm main' >"$sources/a.list"
expect_mirror http://deb.debian.org/debian
