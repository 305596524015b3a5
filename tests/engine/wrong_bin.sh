#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two binaries, and the Dockerfile ships the other one: its own marker is there, the service's is not.
. "$(dirname "$0")/harness.sh"
new_project
mkdir "$PROJECT/src/bin"
sed 's/hello-service v/migration tool v/' "$PROJECT/src/main.rs" >"$PROJECT/src/bin/migrate.rs"
sed -i 's|release/hello-service|release/migrate|' "$PROJECT/Dockerfile"
cb21 --cb21-marker 'hello-service v' -t "$TAG" "$PROJECT"
expect_code 120
expect_err 'cb21: blocked'
expect_err 'hello-service v'
expect_err 'wrong-bin'

sed -i 's|release/migrate|release/hello-service|' "$PROJECT/Dockerfile"
cb21 --cb21-strategy precise --cb21-marker 'hello-service v' -t "$TAG" "$PROJECT"
expect_code 0
expect_err 'cb21: verified'
