# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, ctr: the platform that an image claims.
summary="the stage of \$BUILDPLATFORM compiles without --target, so another platform's image holds this machine's code"
with_buildkit='STALE STALE STALE'
with_classic=''
case $(uname -m) in x86_64) OTHER=arm64 MACHINE=b7 ;; *) OTHER=amd64 MACHINE=3e ;; esac
arguments() { if [ "$STEP" = first ]; then ARGUMENTS=(); else ARGUMENTS=(--platform "linux/$OTHER"); fi; }
# e_machine in elf(5): the bytes at 18.
judge() { [ "$(od -An -tx1 -j18 -N1 "$TEST_ROOT/binary" | tr -d ' ')" = "$MACHINE" ] && holds_new_text; }
