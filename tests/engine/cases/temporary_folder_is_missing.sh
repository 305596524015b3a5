# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='TMPDIR names a folder that is not there'
EXPECT_1=('0 verified' '0 unverified') WANT_1='greeting: one'
setup() { hello one && compiles 'COPY . .' "$BUILD" && export TMPDIR=$SCRATCH/missing; }
