# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='a compiler wrapper answers from a cache of its own, in a cache mount, whose key is the crate root alone'
NEEDS=mounts
EXPECT_1=('0 verified' '0 unverified wrapper') WANT_1='greeting: one'
EXPECT_2=('0 verified' '0 unverified wrapper' '120 blocked wrapper') WANT_2='greeting: two'
setup() {
  hello one
  cat >wrapper <<'SCRIPT'
#!/bin/sh
# wrapper RUSTC ARGUMENTS...: hands out again what was linked for this crate root before
compiler=$1; shift
root='' out='' name='' previous=''
for word in "$@"; do
  case $word in *.rs) root=$word ;; esac
  case $previous in --out-dir) out=$word ;; --crate-name) name=$word ;; esac
  previous=$word
done
[ "$name" = app ] && [ -n "$root" ] || exec "$compiler" "$@"
kept=/kept/$(sha1sum <"$root" | cut -c1-20)
if [ -d "$kept" ]; then cp -p "$kept"/* "$out"/; exit 0; fi
"$compiler" "$@" || exit $?
mkdir -p "$kept" && cp -p "$out"/app-* "$kept"/
SCRIPT
  chmod +x wrapper
  compiles 'COPY wrapper /usr/local/bin/' 'ENV RUSTC_WRAPPER=/usr/local/bin/wrapper' 'COPY Cargo.toml Cargo.lock ./' 'COPY src src' \
    "RUN --mount=type=cache,id=$RUN,target=/kept cargo build --release --offline --locked"
}
edit() { say two; }
