# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='a library crate of the workspace'
edit() { set_greeting two no "$PROJECT/greeting/src/lib.rs"; }
