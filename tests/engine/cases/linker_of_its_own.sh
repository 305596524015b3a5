# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='the linker is a script of the project, which puts an old program in the place of the new one'
EXPECT_1=('120 blocked' '0 unverified linker') WANT_1='greeting: two'
setup() {
  hello two
  mkdir .cargo && printf '[build]\nrustflags = ["-Clinker=/linker.sh"]\n' >.cargo/config.toml
  cat >linker.sh <<'SCRIPT'
#!/bin/sh
out='' previous=''
for word; do
  [ "$previous" != -o ] || out=$word
  previous=$word
done
cp /old "$out"
SCRIPT
  chmod +x linker.sh
  compiles "RUN echo 'fn main() { println!(\"greeting: one\"); }' >/old.rs && rustc -O -o /old /old.rs" 'COPY linker.sh /linker.sh' 'COPY . .' "$BUILD"
}
