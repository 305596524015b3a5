#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Strategy precise gives way to --no-cache, with a sentence, where content keys do not see everything: placeholder
# sources, a cache mount over the target directory, the classic builder, a context that is not visible.
. "$(dirname "$0")/harness.sh"
new_project
gives_way() {
  echo "// more" >>"$PROJECT/src/main.rs"
  cb21 --cb21-strategy=precise "${@:2}"
  expect_build_with --no-cache
  expect_err "strategy precise gives way to no-cache: $1"
}
cp "$PROJECT/Dockerfile" "$TEST_ROOT/Dockerfile"
sed 's/^COPY \. \.$/COPY Cargo.toml .\nRUN mkdir src \&\& echo "fn main() {}" > src\/main.rs \&\& cargo build --release\nCOPY . ./' "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"
gives_way placeholder-main "$PROJECT"
sed 's/^RUN cargo/RUN --mount=type=cache,target=\/build\/target cargo/' "$TEST_ROOT/Dockerfile" >"$PROJECT/Dockerfile"
gives_way target-cache-mount "$PROJECT"
cp "$TEST_ROOT/Dockerfile" "$PROJECT/Dockerfile"
DOCKER_BUILDKIT=0 gives_way 'the classic builder' "$PROJECT"
gives_way 'the Dockerfile is not visible' - </dev/null
