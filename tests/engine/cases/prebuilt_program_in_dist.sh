# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as prebuilt_program, in a folder that is not cargo'"'"'s'
# shellcheck source=prebuilt_program.sh
. "$CASES/prebuilt_program.sh"
PROGRAM=dist/app
