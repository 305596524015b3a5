// SPDX-License-Identifier: Apache-2.0
#include "check/unwatched_inputs.hpp"

#include "check/cargo_steps.hpp"
#include "check/placement.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/path_name.hpp"
#include "inputs/root_directory.hpp"
#include "inputs/rust_lexer.hpp"
#include "inputs/sent_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

// A directory that is named is looked through this far.
constexpr int k_most_entries = 1000;

// A path that a source names, relative to the package.
struct NamedPath {
  std::string path;
  std::size_t line = 0;
  std::string_view ending;  // of the files meant, where it is a directory
};

bool has_placeholder(std::string_view text) { return text.find('{') != std::string_view::npos; }

// "cargo:rerun-if-changed=proto/a.proto", "proto/a.proto"
std::optional<std::string> path_in_build_script(std::string_view literal) {
  static constexpr std::array<std::string_view, 2> k_declarations{"cargo:rerun-if-changed=",
                                                                  "cargo::rerun-if-changed="};
  if (has_placeholder(literal)) return std::nullopt;
  for (const std::string_view declaration : k_declarations) {
    if (literal.starts_with(declaration)) return std::string(literal.substr(declaration.size()));
  }
  return literal.ends_with(".proto") ? std::optional(std::string(literal)) : std::nullopt;
}

std::vector<NamedPath> named_by_build_script(std::string_view source) {
  std::vector<NamedPath> named;
  for (const RustToken& token : lex_rust(source)) {
    if (token.kind != RustToken::Kind::string) continue;
    if (auto path = path_in_build_script(token.text)) named.push_back({std::move(*path), token.line, {}});
  }
  return named;
}

bool is_token(const std::vector<RustToken>& tokens, std::size_t at, std::string_view text) {
  return at < tokens.size() && tokens[at].kind == RustToken::Kind::punctuation && tokens[at].text == text;
}

// migrate!(), migrate!("path")
std::vector<NamedPath> named_by_migration_macro(std::string_view source) {
  std::vector<NamedPath> named;
  const std::vector<RustToken> tokens = lex_rust(source);
  for (std::size_t i = 0; i + 3 < tokens.size(); ++i) {
    const bool macro = tokens[i].kind == RustToken::Kind::identifier &&
                       (tokens[i].text == "migrate" || tokens[i].text == "embed_migrations");
    if (!macro || !is_token(tokens, i + 1, "!") || !is_token(tokens, i + 2, "(")) continue;
    if (is_token(tokens, i + 3, ")")) named.push_back({"migrations", tokens[i].line, ".sql"});
    if (tokens[i + 3].kind == RustToken::Kind::string)
      named.push_back({tokens[i + 3].text, tokens[i].line, ".sql"});
  }
  return named;
}

// Packages that are no part of what is shipped.
bool is_beside_the_point(const std::string& package) {
  static constexpr std::array<std::string_view, 5> k_names{
      "/tests/", "/example/", "/examples/", "/benches/", "/vendor/"};
  const std::string whole = '/' + package + '/';
  return std::any_of(
      k_names.begin(), k_names.end(), [&](auto name) { return whole.find(name) != std::string::npos; });
}

// The manifests that get to the compiler, or may, in the order of the snapshot.
std::set<std::string> placed_manifests(const CheckedProject& project) {
  std::set<std::string> manifests;
  const std::optional<std::size_t> stage = cargo_stage(project);
  if (!stage) return manifests;
  const auto add = [&](const std::string& path) {
    if (base_name(path) == "Cargo.toml") manifests.insert(path);
  };
  const PlacedFiles placed = place_project(project, project.snapshot, *stage);
  if (is_known(placed)) {
    for (const PlacedFile& file : placed.files) add(project.snapshot.files[file.file].path);
  } else {
    for (const FileEntry& file : project.snapshot.files) add(file.path);
  }
  return manifests;
}

class Finder {
 public:
  explicit Finder(const CheckedProject& project)
      : project_(project), root_(project.context.roots.front()), directory_(root_.path) {}

  // One for them all: there may be dozens, and the cure is the same.
  std::vector<Violation> run() {
    for (const std::string& manifest : placed_manifests(project_)) {
      const std::string package(parent_path(manifest));
      if (!is_beside_the_point(package)) see_package(package);
    }
    if (globs_.empty()) return {};
    const std::string others =
        globs_.size() == 1 ? std::string() : fmt::format(" (and {} more)", globs_.size() - 1);
    std::string cure = "# cb21.conf";
    for (const std::string& glob : globs_) cure += "\nwatch = " + glob;
    return {
        {place_.file,
         place_.line,
         fmt::format("{}{} is read when the crate is compiled, and cb21 does not hash it", first_, others),
         std::move(cure)}};
  }

 private:
  static std::string joined(const std::string& package, std::string_view name) {
    return package.empty() ? std::string(name) : package + '/' + std::string(name);
  }

  void see_package(const std::string& package) {
    const std::string script = joined(package, "build.rs");
    if (is_known(script)) see_source(package, script, named_by_build_script);
    if (!is_directory(joined(package, "migrations"))) return;
    const std::string sources = joined(package, "src/");
    for (const FileEntry& file : project_.snapshot.files) {
      if (file.file_class == FileClass::rust_source && file.path.starts_with(sources))
        see_source(package, file.path, named_by_migration_macro);
    }
  }

  void see_source(const std::string& package,
                  const std::string& source,
                  std::vector<NamedPath> (*read)(std::string_view)) {
    const auto text = regular_file_text(root_, source);
    if (!text) return;
    for (const NamedPath& named : read(*text)) {
      const auto path = join_below(package, named.path);
      if (path && !path->empty() && !path->starts_with(".git")) see_path(source, *path, named);
    }
  }

  void see_path(const std::string& source, const std::string& path, const NamedPath& named) {
    if (!asked_.emplace(path, named.ending).second) return;
    const bool folder = is_directory(path);
    if (folder ? !holds_unknown(path, named.ending) : !is_unknown_file(path)) return;
    const std::string glob = escape(folder ? path + "/**" : path);
    if (std::find(globs_.begin(), globs_.end(), glob) != globs_.end()) return;
    if (globs_.empty()) {
      place_ = {context_file_name(project_, source), named.line, {}, {}};
      first_ = escape(path);
    }
    globs_.push_back(glob);
  }

  bool is_directory(const std::string& path) const {
    std::error_code error;
    return fs::is_directory(fs::symlink_status(directory_ / path, error));
  }

  // Of the snapshot, that is: its edits are noticed.
  bool is_known(const std::string& path) const {
    const auto& files = project_.snapshot.files;
    const auto at = std::lower_bound(
        files.begin(), files.end(), path, [](const FileEntry& file, const std::string& wanted) {
          return file.path < wanted;
        });
    return at != files.end() && at->path == path;
  }

  bool is_unknown_file(const std::string& path) const {
    return !is_known(path) && regular_file_status(root_, path) &&
           sends_file(root_, project_.context.builder, path);
  }

  bool holds_unknown(const std::string& folder, std::string_view ending) const {
    std::error_code error;
    int entries = 0;
    for (fs::recursive_directory_iterator at(directory_ / folder, error), end; !error && at != end;
         at.increment(error)) {
      if (++entries > k_most_entries) return false;
      const std::string path = at->path().lexically_relative(directory_).string();
      if (path.ends_with(ending) && is_unknown_file(path)) return true;
    }
    return false;
  }

  const CheckedProject& project_;
  const ContextRoot& root_;
  fs::path directory_;
  std::vector<std::string> globs_;                            // in the order in which sources name them
  std::set<std::pair<std::string, std::string_view>> asked_;  // a folder costs a walk
  Violation place_;                                           // where the first is named
  std::string first_;
};

}  // namespace

std::vector<Violation> find_unwatched_inputs(const CheckedProject& project) {
  if (project.context.roots.empty() || !project.context.roots.front().name.empty()) return {};
  try {
    return Finder(project).run();
  } catch (const Error&) {
    return {};  // an ignore pattern that docker will refuse
  }
}

}  // namespace cb21
