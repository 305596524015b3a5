#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What docker refuses cb21 refuses alike: same exit code, same standard output.
# Also on bookworm, bookworm-classic, ctr: messages and exit codes are the client's and the store's.
. "$(dirname "$0")/harness.sh"
mkdir -p "$TEST_ROOT/w/app" "$TEST_ROOT/w/bad-ignore" "$TEST_ROOT/w/failing" "$TEST_ROOT/w/empty" "$TEST_ROOT/w/missing-file" && cd "$TEST_ROOT/w"
printf 'FROM scratch\nCOPY a.txt /\n' | tee app/Dockerfile bad-ignore/Dockerfile >missing-file/Dockerfile
printf 'a\n' | tee app/a.txt >bad-ignore/a.txt
printf '[\n' >bad-ignore/.dockerignore
# Without a sign of Rust the builds would be forwarded, and shown to be alike for nothing.
touch {app,bad-ignore,failing,missing-file}/main.rs
printf 'FROM debian:bookworm-slim\nRUN exit 42\n' >failing/Dockerfile

alike fails125 --bogus app
alike fails125 --bogus=1 -q app
alike fails125 -z app
alike fails125 app -t
alike fails125 app --build-arg
alike fails125 --no-cache=perhaps app
alike fails125 --pull= app
alike fails125 --Tag x app
alike fails1
alike fails1 app app
alike fails1 -t x
alike fails1 --no-cache false app
alike fails1 ''
alike fails1 nowhere
alike fails1 app/a.txt
alike fails1 empty
alike fails1 -f nowhere app
alike fails1 -f '' empty
alike fails -t 'Not A Tag' app
alike fails1 --target nowhere app
alike fails1 bad-ignore
alike fails1 missing-file
alike fails1 -f - - </dev/null
if buildkit; then alike fails1 failing; else UNCACHED=yes alike fails42 failing; fi
UNCACHED=yes alike fails1 --iidfile "$TEST_ROOT/nowhere/id" app
alike either --no-cache --no-cache-filter first app
alike either -o type=nonsense app
alike either --metadata-file @m nowhere
printf '%s forms\n' "$FORMS"
