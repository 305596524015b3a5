# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as questions_to_the_compiler, and nothing is built afterwards'
# shellcheck source=questions_to_the_compiler.sh
. "$CASES/questions_to_the_compiler.sh"
EXPECT_1=('120 blocked' '0 unverified')
LAST=''
