# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as hostile_marker; the project'"'"'s own file names the marker alone'
# shellcheck source=hostile_marker.sh
. "$CASES/hostile_marker.sh"
CONFIGURATION='marker = GLIBC\n'
