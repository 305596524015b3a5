# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
# Also on bookworm, bookworm-classic: what a builder goes by when it reads the context.
summary='a line of main.rs'
