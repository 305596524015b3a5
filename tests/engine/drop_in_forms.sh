#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Standard output, exit code and written files of `cb21 ARGUMENTS` are those of `docker build ARGUMENTS`.
# Also on bookworm, bookworm-classic: output is the client's.
. "$(dirname "$0")/harness.sh"
mkdir -p "$TEST_ROOT/w/app/sub" && cd "$TEST_ROOT/w"
printf 'FROM scratch AS first\nARG WORD\nCOPY a.txt /\nFROM first\nCOPY sub/b.txt /\n' >app/Dockerfile
printf 'FROM scratch\nCOPY sub/b.txt /other\n' >app/sub/Other.Dockerfile
printf 'a.txt\n' >app/sub/Other.Dockerfile.dockerignore
printf 'a\n' >app/a.txt
printf 'b\n' >app/sub/b.txt
ln -s app link
mkdir lower && printf 'FROM scratch\nCOPY x /\n' >lower/dockerfile && printf 'x\n' >lower/x
# Without a sign of Rust the builds would be forwarded, and shown to be alike for nothing.
touch app/main.rs lower/main.rs

# tags
alike builds -q -t "$TAG:a" app
alike builds -q -t="$TAG:b" app
alike builds -q "-t$TAG:c" app
alike builds -q --tag "$TAG:d" app
alike builds -q --tag="$TAG:e" app
alike builds "-qt$TAG:f" app
alike builds "-qt=$TAG:g" --tag "$TAG:h" app
for tag in a b c d e f g h; do docker image inspect "$TAG:$tag" >/dev/null || fail "no image $TAG:$tag"; done

# the context
alike builds -q app/
alike builds -q ./app/.
alike builds -q "$TEST_ROOT/w/app"
alike builds -q link
alike builds -q link/
alike builds -q -- app
alike builds app -q
alike builds -q lower
cd app
alike builds -q .
alike builds -q ../app
cd ../link
alike builds -q .
cd ..

# the Dockerfile
alike builds -q -f app/sub/Other.Dockerfile app
alike builds -q -f=app/sub/Other.Dockerfile app
alike builds -q -fapp/sub/Other.Dockerfile app
alike builds -q --file app/sub/Other.Dockerfile app
alike builds -q --file=app/sub/Other.Dockerfile app
alike builds -qf app/sub/Other.Dockerfile app
alike builds -q -f '' app
alike builds -q -f nowhere -f app/Dockerfile app
cd app/sub
alike builds -q -f Other.Dockerfile ..
cd ../..

# the rest
alike builds -q --build-arg WORD=x app
WORD=y alike builds -q --build-arg=WORD app
alike builds -q --label a=b --label=c app
alike builds -q --target first app
alike builds -q --target=FIRST app
alike builds -q --pull=false --no-cache=false --rm=true app
alike builds -q --iidfile @id app
alike builds --iidfile=@id app
alike builds -q --network none --add-host h:127.0.0.1 --shm-size 64m --ulimit nofile=9:9 app
alike either --progress plain app
alike either --progress=plain -q app
alike either --call=check app
alike either --check app
alike builds --help
alike builds app --help
printf '%s forms\n' "$FORMS"
