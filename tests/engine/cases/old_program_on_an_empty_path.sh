# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as old_program_of_a_shell; PATH begins with an empty word, which stands for the folder of the old program'
# shellcheck source=old_program_of_a_shell.sh
. "$CASES/old_program_of_a_shell.sh"
EXPECT_1=('120 blocked' '0 unverified')
# shellcheck disable=SC2016 # the Dockerfile's own variable
STARTS='WORKDIR /opt/old\nENV PATH=:${PATH}\nCMD ["app"]'
