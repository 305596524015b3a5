#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A docker that does not see the state directory or TMPDIR (a snap, a wrapper), and a TMPDIR that is full or not there: the build
# goes by folders that both see; where there are none it ends as docker's would, with the image tagged, and lines say why.
. "$(dirname "$0")/harness.sh"
in_own_mounts
new_project
# Wherever the tests were built, docker sees itself.
cp "$FAKE_DOCKER" "$TEST_ROOT/stand-in"
cp "$FAKE_DOCKER_EVIDENCE" "$TEST_ROOT/cargo_evidence"
export FAKE_DOCKER_EVIDENCE=$TEST_ROOT/cargo_evidence
# As docker does, it refuses a context that it does not see, and an id file that it cannot write.
cat >"$TEST_ROOT/strict" <<END
#!/bin/bash
for word; do
  [[ \$word != --iidfile=* ]] || : >"\${word#--iidfile=}" || exit 1
done
[[ \$1 != build || \$2 = --help || -d \$word ]] || { echo "path \$word not found" >&2; exit 1; }
exec "$TEST_ROOT/stand-in" "\$@"
END
rm "$TEST_ROOT/bin/docker"
# Folders whose content docker does not see; only the test's own are left of /tmp.
docker_without() {
  cat >"$TEST_ROOT/bin/docker" <<END
#!/bin/bash
exec unshare --mount bash -c 'mount --bind "$TEST_ROOT" /mnt && mount -t tmpfs tmpfs /tmp && mkdir -p "$TEST_ROOT" && mount --bind /mnt "$TEST_ROOT" || exit 99
for folder in $*; do mount -t tmpfs tmpfs "\$folder" || exit 99; done
exec "\$@"' bash "$TEST_ROOT/strict" "\$@"
END
  chmod +x "$TEST_ROOT/strict" "$TEST_ROOT/bin/docker"
}
edit() { echo '// more' >>"$PROJECT/src/main.rs"; }
verified() {
  expect_code 0
  expect_err 'cb21: verified'
  expect_docker_call "tag sha256:a* hello:latest"
}
mkdir -p "$XDG_STATE_HOME"
links_are_in() { [[ "$(docker_builds | grep -e --iidfile | tail -n 1)" == *" $1/"* ]] || fail "the context is not isolated in $1: $(docker_builds)"; }

docker_without "$XDG_STATE_HOME"
cb21 -t hello "$PROJECT"
verified
links_are_in "$XDG_RUNTIME_DIR/cb21"
cb21 -t hello "$PROJECT"
expect_err 'cb21: fresh'

docker_without "$TMPDIR"
edit
cb21 -t hello "$PROJECT"
verified
links_are_in "$XDG_STATE_HOME/cb21/links"
[ -z "$(ls -A "$TMPDIR")" ] || fail "left in TMPDIR: $(ls -A "$TMPDIR")"
[ -z "$(find "$XDG_STATE_HOME/cb21" -maxdepth 1 -name 'cb21-*')" ] || fail "left in the state directory: $(ls "$XDG_STATE_HOME/cb21")"

# What the snap of docker does see.
mkdir -p "$HOME/snap/docker/common"
docker_without "$XDG_STATE_HOME" "$TMPDIR" "$XDG_RUNTIME_DIR"
edit
cb21 -t hello "$PROJECT"
verified
links_are_in "$HOME/snap/docker/common/cb21-$(id -u)"

# Nothing in common.
rm -r "$HOME/snap"
forget_calls
edit
cb21 -t hello "$PROJECT"
expect_code 0
expect_err 'the context cannot be isolated by its name here, for docker and cb21 share no folder (is docker a snap?); synced contexts pruned: reclaimed 12.3MB'
expect_err "cb21: unverified: the image's id is not known: docker and cb21 share no file to tell it in"
expect_build_with "-t hello $PROJECT"
edit
FAKE_DOCKER_EXIT=7 cb21 -t hello "$PROJECT"
expect_code 7
cb21 --cb21-verify=required -t hello "$PROJECT"
expect_code 120
expect_err "cb21: blocked: the image's id is not known"

# A TMPDIR that takes nothing.
rm "$TEST_ROOT/bin/docker"
ln -s "$FAKE_DOCKER" "$TEST_ROOT/bin/docker"
mkdir "$TEST_ROOT/full"
mount -t tmpfs -o size=16k tmpfs "$TEST_ROOT/full"
cat /dev/zero >"$TEST_ROOT/full/filler" 2>/dev/null || true
for folder in "$TEST_ROOT/full" "$TEST_ROOT/none"; do
  edit
  forget_calls
  TMPDIR=$folder cb21 -t hello "$PROJECT"
  verified
done
[ "$(ls "$TEST_ROOT/full")" = filler ] || fail "left on the full disk: $(ls "$TEST_ROOT/full")"
