// SPDX-License-Identifier: Apache-2.0
#include "inputs/renamed_inputs.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/path_name.hpp"
#include "inputs/root_directory.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

class RenamedInputFinder {
 public:
  explicit RenamedInputFinder(const BuildContext& context) : context_(context) {}

  std::vector<FoundLink> run() {
    for (const Stage& stage : context_.dockerfile->stages) {
      const bool compiles = compiles_with_cargo(*context_.dockerfile, stage.index);
      for (const CopyInstruction& copy : stage.copies) see_copy(copy, compiles);
      for (const RunInstruction& run : stage.runs) see_mounts(run);
    }
    return std::move(found_);
  }

 private:
  // Of a local context; a stage of that name goes before it, but holds none of its files then.
  std::optional<std::size_t> root_of(const std::string& from) const {
    for (std::size_t i = 0; i < context_.roots.size(); ++i) {
      if (context_.roots[i].name == from) return i;
    }
    return std::nullopt;
  }

  static bool is_archive(std::string_view source) {
    return source.find("://") == std::string_view::npos &&
           (source.ends_with(".tar") || source.ends_with(".tgz") ||
            source.find(".tar.") != std::string_view::npos);
  }

  // COPY's "/" is the context's root.
  static std::optional<std::string> path_in_context(std::string_view source) {
    while (source.starts_with('/')) source.remove_prefix(1);
    return join_below("", source);
  }

  void add_archive(std::string_view source) {
    if (auto path = path_in_context(source)) found_.push_back({0, std::move(*path), {FileClass::watched}});
  }

  void see_copy(const CopyInstruction& copy, bool compiles) {
    for (const std::string& source : copy.sources) {
      see(copy.from.value_or(""), source, copy.destination);
      if (compiles && copy.add && is_archive(source)) add_archive(source);
    }
  }

  void see_mounts(const RunInstruction& run) {
    for (const Mount& mount : run.mounts) {
      if (mount.type == "bind") see(mount.from, mount.source, mount.target);
    }
  }

  void see(const std::string& from, std::string_view source, const std::string& destination) {
    const auto root = root_of(from);
    if (!root || source.find_first_of("*?[") != std::string_view::npos) return;
    const std::string path = path_in_context(source).value_or("");
    if (!path.empty() && !destination.ends_with('/')) add(*root, path, destination);
    // A folder that becomes cargo's brings its settings along.
    if (base_name(destination) != ".cargo") return;
    for (const std::string_view name : {"config.toml", "config"}) {
      add(*root,
          path.empty() ? std::string(name) : path + '/' + std::string(name),
          ".cargo/" + std::string(name));
    }
  }

  void add(std::size_t root, const std::string& path, const std::string& place) {
    const auto there = FileClassifier::classify_name(parent_path(place), base_name(place));
    const auto here = FileClassifier::classify_name(parent_path(path), base_name(path));
    if (there && (!here || is_stronger(there->file_class, here->file_class)))
      found_.push_back({root, path, *there});
  }

  const BuildContext& context_;
  std::vector<FoundLink> found_;
};

}  // namespace

std::vector<FoundLink> find_renamed_inputs(const BuildContext& context) {
  if (!context.dockerfile) return {};
  return RenamedInputFinder(context).run();
}

}  // namespace cb21
