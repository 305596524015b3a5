# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as hostile_marker; the project'"'"'s own file switches verification off'
# shellcheck source=hostile_marker.sh
. "$CASES/hostile_marker.sh"
EXPECT_1=('120 blocked' '122 no-report verify')
CONFIGURATION='verify = off\n'
