// SPDX-License-Identifier: Apache-2.0
// What CI runs, for any POSIX shell. IMAGE is set around it.
#pragma once

#include <string_view>

namespace cb21 {

// dockerfile, context: shell words
inline constexpr std::string_view k_ci_build_script =
    R"(set -eu
if command -v cb21 >/dev/null; then
  cb21 --cb21-profile production -t "$IMAGE" -f @dockerfile@ @context@
else
  docker build --no-cache --pull -t "$IMAGE" -f @dockerfile@ @context@
fi
)";

// program, marker: shell words
inline constexpr std::string_view k_ci_verify_script =
    R"(set -eu
folder=$(mktemp -d)
container=$(docker create "$IMAGE" none)
docker cp -L "$container:"@program@ "$folder/program"
docker rm "$container" >/dev/null
if ! grep -qF -e @marker@ "$folder/program"; then
  echo "$IMAGE does not hold what main() prints first: its binary is stale, or another one" >&2
  exit 1
fi
)";

// For a main() that says nothing constant. program: a shell word
inline constexpr std::string_view k_ci_extract_script =
    R"(set -eu
folder=$(mktemp -d)
container=$(docker create "$IMAGE" none)
docker cp -L "$container:"@program@ "$folder/program"
docker rm "$container" >/dev/null
# main() says nothing constant first that could be looked for. Once it does (tracing::info!("@service@ v{} starting", ...)):
# grep -qF -e "@service@ v" "$folder/program"
test -s "$folder/program"
)";

}  // namespace cb21
