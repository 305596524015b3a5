# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='docker sees neither the state folder nor that of temporary files, as where it is confined: the build is no failed one'
NEEDS=root
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified') WANT_2='greeting: two'
setup() {
  hello one && compiles 'COPY . .' "$BUILD"
  mkdir -p "$SCRATCH/temporary" "$XDG_STATE_HOME" "$SCRATCH/bin"
  cat >"$SCRATCH/bin/docker" <<SCRIPT
#!/bin/sh
exec unshare -m sh -c 'for folder in "$SCRATCH/temporary" "$XDG_STATE_HOME"; do mount -t tmpfs tmpfs "\$folder"; done; exec "$(command -v docker)" "\$@"' docker "\$@"
SCRIPT
  chmod +x "$SCRATCH/bin/docker"
  export TMPDIR=$SCRATCH/temporary PATH=$SCRATCH/bin:$PATH
}
edit() { edit_keeping_time src/greet.rs 's/one/two/'; }
