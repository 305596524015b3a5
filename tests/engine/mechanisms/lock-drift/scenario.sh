# shellcheck shell=bash disable=SC2034 # read by way.sh
# SPDX-License-Identifier: Apache-2.0
summary='Cargo.lock is ignored and --locked not given: the library is another version than the lock file names'
with_buildkit='STALE STALE STALE'
with_classic='STALE STALE STALE'
edit() { sed -i 's/^version = "1.1.0"/version = "1.0.0"/' "$PROJECT/Cargo.lock"; }
