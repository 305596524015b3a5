# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as stub_of_a_plugin, with all sources touched before they are compiled'
# shellcheck source=stub_of_a_plugin.sh
. "$CASES/stub_of_a_plugin.sh"
EXPECT_1=('0 verified')
EXPECT_2=('0 verified')
TOUCHED=$TOUCH
