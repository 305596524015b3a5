#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# canon 8: what `cb21 init --dev` writes builds and runs under compose: an edited source, be it a library's and of unchanged size
# and time, is recompiled in the container and its new text printed, while image and container stay the ones they were.
# Also on bookworm-classic: compose builds by the API there.
. "$(dirname "$0")/harness.sh"
. "$(dirname "$0")/compose.sh"
new_project library-cache-mount "$MOUNTABLE/service-$$"
cb21 init "$PROJECT" --dev
expect_code 0

start_compose
expect_logged 'motto: one'
expect_logged 'greeting: one'
image=$(docker inspect --format '{{.Image}}' "$(container)")
started=$(docker inspect --format '{{.State.StartedAt}}' "$(container)")

# cargo-watch asks cargo for the folder that it is to watch (its project_root), and runs its commands through PATH.
[ "$(docker exec "$(container)" cargo locate-project --message-format plain)" = /build/Cargo.toml ] || fail 'the copy would be watched'

set_greeting two keep "$PROJECT/greeting/src/lib.rs"
expect_logged 'greeting: two'
sed -i 's/motto: one/motto: six/' "$PROJECT/src/main.rs"
expect_logged 'motto: six'
# A file that replaces another and is older than what was compiled last.
sed 's/motto: six/motto: ten/' "$PROJECT/src/main.rs" >"$PROJECT/main.rs"
touch -d '1 year ago' "$PROJECT/main.rs"
mv "$PROJECT/main.rs" "$PROJECT/src/main.rs"
expect_logged 'motto: ten'
# One that goes is gone in the container, too.
echo 'pub const OLD: &str = "old";' >"$PROJECT/src/old.rs"
sed -i '1i mod old;' "$PROJECT/src/main.rs"
sed -i 's/motto: ten/motto: {}/; s/motto: {}"/&, old::OLD/' "$PROJECT/src/main.rs"
expect_logged 'motto: old'
rm "$PROJECT/src/old.rs"
expect_logged "couldn't read"'\|'"file not found for module"

[ "$(docker inspect --format '{{.Image}}' "$(container)")" = "$image" ] || fail 'the container has another image'
[ "$(docker inspect --format '{{.State.StartedAt}}' "$(container)")" = "$started" ] || fail 'the container was started again'
# The project is mounted read-only.
find "$PROJECT" -name target -o -newer "$TEST_ROOT/out" -name Cargo.lock | grep . && fail 'something was written to the project'
compose stop --timeout 20
[ "$(docker inspect --format '{{.State.ExitCode}}' "$(container)")" = 143 ] || fail 'the container had to be killed'
