# shellcheck shell=bash disable=SC2034 # read by play.sh
# SPDX-License-Identifier: Apache-2.0
summary='as given_build_id; the stripped program comes from another image'
# shellcheck source=given_build_id.sh
. "$CASES/given_build_id.sh"
setup() {
  hello two
  mkdir .cargo && printf '[build]\nrustflags = ["-Clink-arg=-Wl,--build-id=0x0123456789abcdef0123456789abcdef01234567"]\n' >.cargo/config.toml
  docker_build -t "$TAG-old" - <<'TEXT'
FROM rust:1-slim-bookworm
RUN echo 'fn main() { println!("greeting: one"); }' >/old.rs && \
    rustc -O -Clink-arg=-Wl,--build-id=0x0123456789abcdef0123456789abcdef01234567 -o /old /old.rs && strip /old
TEXT
  compiles 'COPY . .' "$BUILD"
  sed -i "s|^COPY --from=build .*|COPY --from=$TAG-old /old /usr/local/bin/app|" Dockerfile
}
