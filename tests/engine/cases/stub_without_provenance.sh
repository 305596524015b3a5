# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a stub, built without provenance, and with provenance switched off by a variable'
# Also on ctr: an image without provenance is no index there.
NEEDS=contexts
EXPECT_1=('120 blocked placeholder-main') WANT_1='greeting: one'
EXPECT_2=('120 blocked placeholder-main') WANT_2='greeting: one'
ARGUMENTS=(--provenance=false)
setup() { hello one && compiles 'COPY Cargo.toml Cargo.lock ./' "$STUB" 'COPY src src' "$BUILD" && age; }
edit() { ARGUMENTS=() && export BUILDX_NO_DEFAULT_ATTESTATIONS=1; }
