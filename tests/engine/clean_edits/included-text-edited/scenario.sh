# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a text that include_str! names'
edit() { sed -i 's/greeting: one/greeting: two/' "$PROJECT/src/greeting.txt"; }
