# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as stub_of_an_installed_program, without a stub'
# shellcheck source=stub_of_an_installed_program.sh
. "$CASES/stub_of_an_installed_program.sh"
EXPECT_1=('0 verified') WANT_1='CASE_NAME is not set'
FIRST='RUN mkdir src'
