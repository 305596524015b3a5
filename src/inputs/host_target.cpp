// SPDX-License-Identifier: Apache-2.0
#include "inputs/host_target.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/sent_file.hpp"

#include <algorithm>
#include <vector>

namespace cb21 {
namespace {

constexpr std::string_view k_target = "/target/";

// Where the file at `path` of the image lay when it was copied; nothing if this COPY did not bring it.
std::optional<std::string> source_of(const ShippedFile& shipped, const std::string& path) {
  const std::string directory = with_slash(shipped.image_path);
  if (shipped.source.ends_with('/')) {
    if (!path.starts_with(directory)) return std::nullopt;
    return shipped.source + path.substr(directory.size());
  }
  const bool named = path == shipped.image_path || path == directory + std::string(base_name(shipped.source));
  return named ? std::optional(shipped.source) : std::nullopt;
}

std::vector<std::string> compiled_paths(const Dockerfile& dockerfile,
                                        std::string_view target,
                                        const std::string& path) {
  const auto stage = find_compile_stage(dockerfile, target);
  if (!stage || !compiles_with_cargo(dockerfile, *stage)) return {};
  const std::vector<std::size_t> parts = stage_lineage(dockerfile, *dockerfile.target_stage(target));
  if (std::find(parts.begin(), parts.end(), *stage) != parts.end()) return {path};
  std::vector<std::string> paths;
  for (const ShippedFile& shipped : shipped_files(dockerfile, target)) {
    if (auto source = source_of(shipped, path)) paths.push_back(std::move(*source));
  }
  return paths;
}

// Where in a context it may lie that was copied to some directory above: "/build/app/target/release/x" may be
// the context's build/app/target/..., app/target/... or target/...
std::vector<std::string> context_paths(const std::string& compiled) {
  std::vector<std::string> paths;
  const std::size_t last = compiled.rfind(k_target);
  if (last == std::string::npos) return paths;
  for (std::size_t slash = 0; slash <= last; slash = compiled.find('/', slash + 1)) {
    paths.push_back(compiled.substr(slash + 1));
  }
  return paths;
}

// Rounded up or down on the way.
bool is_same_second(std::int64_t host, const std::optional<std::uint64_t>& image) {
  if (!image || host < 0) return false;
  const auto seconds = static_cast<std::uint64_t>(host);
  return *image <= seconds + 1 && seconds <= *image + 1;
}

bool is_sent_copy(const BuildContext& context, const std::string& path, const BinaryBytes& binary) {
  const ContextRoot& root = context.roots.front();
  const auto status = regular_file_status(root, path);
  if (!status || status->size != binary.size || !is_same_second(status->mtime, binary.mtime)) return false;
  return sends_file(root, context.builder, path) && regular_file_digest(root, path) == binary.digest;
}

}  // namespace

std::optional<std::string> find_host_artifact(const BuildContext& context,
                                              std::string_view target,
                                              const BinaryBytes& binary) {
  if (context.roots.empty() || !context.roots.front().name.empty() || !context.dockerfile)
    return std::nullopt;
  for (const std::string& compiled : compiled_paths(*context.dockerfile, target, binary.path)) {
    for (std::string& path : context_paths(absolute_path("/", compiled, TrailingSlash::drop))) {
      if (is_sent_copy(context, path, binary)) return std::move(path);
    }
  }
  return std::nullopt;
}

}  // namespace cb21
