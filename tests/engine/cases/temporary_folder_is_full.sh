# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the folder of temporary files is full: docker builds all the same, and what cannot be remembered is no failed build'
NEEDS=root
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified') WANT_2='greeting: two'
setup() {
  hello one && compiles 'COPY . .' "$BUILD"
  mkdir "$SCRATCH/full" && mount -t tmpfs -o size=16k tmpfs "$SCRATCH/full"
  dd if=/dev/zero of="$SCRATCH/full/file" bs=1k count=20 status=none 2>/dev/null || true
  export TMPDIR=$SCRATCH/full
}
edit() { edit_keeping_time src/greet.rs 's/one/two/'; }
finish() { umount "$SCRATCH/full"; }
