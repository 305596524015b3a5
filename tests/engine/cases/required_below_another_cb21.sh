# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the guard against calling itself is set where verification is required: the stub is not let out'
# shellcheck source=required_and_switched_off.sh
. "$CASES/required_and_switched_off.sh"
EXPECT_1=('120 blocked' '122 no-report CB21_DOCKER_SEEN' '123 no-report CB21_DOCKER_SEEN')
switch_off() { CB21_DOCKER_SEEN=$(command -v docker) && export CB21_DOCKER_SEEN; }
