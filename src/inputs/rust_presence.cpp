// SPDX-License-Identifier: Apache-2.0
#include "inputs/rust_presence.hpp"

#include "error.hpp"
#include "inputs/directory_reader.hpp"
#include "inputs/directory_walk.hpp"
#include "inputs/dockerfile_lines.hpp"
#include "inputs/path_name.hpp"
#include "inputs/root_directory.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

// CARGO_HOME and cargo-chef are named too, escargot is not; and target/x86_64-unknown-linux-musl/release/app,
// for a binary that was compiled on the host comes without its sources.
bool names_tool(std::string_view text) {
  static const RE2 k_tool(
      "(?i)(?:^|[^a-z0-9])(?:cargo|rustc)(?:[^a-z0-9]|$)"
      "|(?:^|[^a-z0-9])target/(?:[^/\\s]+/)?(?:release|debug)(?:[^a-z0-9]|$)");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), k_tool);
}

// rust:1-slim, rustlang/rust, x/cargo-chef, debian:rust; not a trusted-base.
bool names_rust_image(std::string_view reference) {
  static const RE2 k_image("(?i)(?:^|[^a-z0-9])(?:rust|cargo)");
  return RE2::PartialMatch(re2::StringPiece(reference.data(), reference.size()), k_image);
}

bool names_rust_in(const Instruction& instruction) {
  if (names_tool(instruction.text)) return true;
  if (instruction.keyword == "FROM" && names_rust_image(instruction.text)) return true;
  return std::ranges::any_of(instruction.heredocs,
                             [](const Heredoc& heredoc) { return names_tool(heredoc.body); }) ||
         std::ranges::any_of(instruction.flags, [](const auto& flag) {
           const bool holds_image = flag.first == "from" || flag.first == "mount";
           return names_tool(flag.second) || (holds_image && names_rust_image(flag.second));
         });
}

// What build arguments make of a FROM, and what they may bring into a RUN.
bool is_named_by(const ContextArguments& arguments, const BuildContext& context) {
  return std::ranges::any_of(context.dockerfile->stages,
                             [](const Stage& stage) { return names_rust_image(stage.base); }) ||
         std::ranges::any_of(arguments.build_args,
                             [](const auto& argument) { return names_tool(argument.second); }) ||
         std::ranges::any_of(arguments.named, [](const auto& named) {
           return named.second.find("://") != std::string::npos && names_rust_image(named.second);
         });
}

bool is_rust(std::string_view name) { return name == "Cargo.toml" || name.ends_with(".rs"); }

// Walks as the builder does that the context was located for, up to the first sign of Rust that `ends`.
class NameSearch {
 public:
  using Ends = std::function<bool(std::size_t root, const std::string& path)>;

  NameSearch(const BuildContext& context, Ends ends) : roots_(open_roots(context)), ends_(std::move(ends)) {
    for (std::size_t i = 0; i < roots_.roots.size(); ++i) left_.push_back({i, {}, {}});
  }

  // True where a sign ended it, or a folder cannot be read, which may hold one.
  bool run() {
    if (!roots_.unreadable.empty()) return true;
    while (!left_.empty()) {
      const Folder folder = std::move(left_.back());
      left_.pop_back();
      if (ends_in(folder)) return true;
    }
    return false;
  }

 private:
  struct Folder {
    std::size_t root = 0;
    std::string path;
    IgnoreRules::Met met;
  };

  bool ends_in(const Folder& folder) {
    const Descriptor directory =
        open_below(roots_.roots[folder.root].directory.number(), folder.path, O_DIRECTORY);
    if (!directory) return true;
    reader_.start(directory.number());
    for (DirectoryName entry; reader_.next(entry);) {
      if (ends_at(entry, folder)) return true;
    }
    return reader_.error() != 0;
  }

  bool ends_at(const DirectoryName& entry, const Folder& folder) {
    if (entry.kind == NameKind::special) return false;
    const bool is_folder = entry.kind == NameKind::directory;
    if (!is_folder && !is_rust(entry.name)) return false;
    std::string path = folder.path;
    if (!path.empty()) path += '/';
    path += entry.name;
    const IgnoreRules& rules = *roots_.roots[folder.root].rules;
    if (!is_folder) return rules.keeps_file(path, folder.met) && ends_(folder.root, path);
    IgnoreRules::Met met = rules.meet(path, folder.met);
    if (!met.excluded || rules.enters_excluded(path, roots_.builder))
      left_.push_back({folder.root, std::move(path), std::move(met)});
    return false;
  }

  WalkRoots roots_;
  Ends ends_;
  std::vector<Folder> left_;
  DirectoryReader reader_;
};

// Never classic_only.
RustPresence find_in(const ContextArguments& arguments, const BuildContext& context) {
  if (!context.not_visible.empty() || !context.dockerfile || names_rust(context.dockerfile_text) ||
      is_named_by(arguments, context))
    return RustPresence::some;
  const auto at_once = [](std::size_t, const std::string&) { return true; };
  return NameSearch(context, at_once).run() ? RustPresence::files : RustPresence::none;
}

// The builders part over the ignore file that they take, and over what exceptions bring back.
bool are_sent_alike(const BuildContext& one, const BuildContext& other) {
  return one.ignore_file == other.ignore_file && std::ranges::all_of(one.roots, [](const ContextRoot& root) {
           const std::vector<std::string> patterns = root.rules.patterns();
           return std::ranges::none_of(patterns,
                                       [](const std::string& pattern) { return pattern.starts_with('!'); });
         });
}

RustPresence find_in_both(ContextArguments arguments) {
  arguments.builder = Builder::buildkit;
  const BuildContext synced = locate_build_context(arguments);
  if (const RustPresence found = find_in(arguments, synced); found != RustPresence::none) return found;
  arguments.builder = Builder::legacy;
  const BuildContext sent = locate_build_context(arguments);
  const bool other = !are_sent_alike(synced, sent) && find_in(arguments, sent) != RustPresence::none;
  return other ? RustPresence::classic_only : RustPresence::none;
}

}  // namespace

RustPresence find_rust_presence(ContextArguments arguments) {
  try {
    return find_in_both(std::move(arguments));
  } catch (const Error&) {
    // An ignore pattern that shows to be bad when it is first tried.
    return RustPresence::some;
  }
}

std::optional<std::vector<std::string>> sent_manifests(const BuildContext& context) {
  std::vector<std::string> manifests;
  NameSearch search(context, [&](std::size_t root, const std::string& path) {
    const std::string& name = context.roots[root].name;
    if (base_name(path) == "Cargo.toml") manifests.push_back(name.empty() ? path : name + ":" + path);
    return false;
  });
  if (search.run()) return std::nullopt;
  std::ranges::sort(manifests);
  return manifests;
}

bool names_rust(std::string_view dockerfile_text) {
  const DockerfileLines lines = read_dockerfile_lines(dockerfile_text);
  return names_rust_image(lines.syntax) || std::ranges::any_of(lines.instructions, names_rust_in);
}

}  // namespace cb21
