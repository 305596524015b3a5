#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Strategy precise keeps layers where the chain of custody judges what comes out of them, placeholder sources and a cache
# mount over the target directory included. It gives way to --no-cache, with a sentence, where no chain can be read: the
# classic builder, a context that is not visible, a proof that is none of freshness, verification off.
. "$(dirname "$0")/harness.sh"
new_project
gives_way() {
  echo "// more" >>"$PROJECT/src/main.rs"
  cb21 --cb21-strategy=precise "${@:2}"
  expect_build_with --no-cache
  expect_err "strategy precise gives way to no-cache: $1"
}
keeps_layers() {
  echo "// more" >>"$PROJECT/src/main.rs"
  cb21 --cb21-strategy=precise "$PROJECT"
  expect_code 0
  expect_build_without --no-cache
  expect_err 'layers kept by content'
  expect_err 'cb21: verified'
}
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
sed 's/^COPY \. \.$/COPY Cargo.toml .\nRUN mkdir src \&\& echo "fn main() {}" > src\/main.rs \&\& cargo build --release\nCOPY . ./' "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"
keeps_layers
sed 's/^RUN cargo/RUN --mount=type=cache,target=\/build\/target cargo/' "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"
keeps_layers
cp "$TEST_ROOT/Dockerfile" "$PROJECT/Dockerfile"
DOCKER_BUILDKIT=0 gives_way 'the classic builder' "$PROJECT"
gives_way 'the Dockerfile is not visible' - </dev/null
gives_way 'nothing would judge what comes out of the cache' --cb21-proof=marker "$PROJECT"
gives_way 'nothing would judge what comes out of the cache' --cb21-verify=off "$PROJECT"
