# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as mount_below_pipeline; the mount has a mode, with which it outlives --no-cache'
# shellcheck source=mount_below_pipeline.sh
. "$CASES/mount_below_pipeline.sh"
EXPECT_2=('0 verified' '120 blocked target-cache-mount')
EXPECT_3=("${EXPECT_2[@]}")
MODE=,mode=0777
