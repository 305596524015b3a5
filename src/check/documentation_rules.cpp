// SPDX-License-Identifier: Apache-2.0
#include "check/documentation_rules.hpp"

#include "check/project_file.hpp"
#include "inputs/dockerfile_words.hpp"
#include "inputs/path_name.hpp"
#include "text_lines.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>

namespace cb21 {
namespace {

constexpr std::size_t k_most_documentation = std::size_t{2} << 20;

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// Whether `text` holds `word` with nothing of a longer name at either end.
bool has_word(std::string_view text, std::string_view word) {
  const auto is_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_name(text[at - 1]);
    if (begins && (end == text.size() || !is_name(text[end]))) return true;
  }
  return false;
}

bool names_uncached_build(std::string_view line) {
  const bool of_a_package_manager = has_any(line, {"apk ", "cache-control"});
  return !of_a_package_manager &&
         (has_word(line, "--no-cache") || has_any(line, {"no-cache: true", "no_cache: true"}));
}

bool speaks_of_images(std::string_view line) {
  return has_any(line, {"docker", "podman", "image", "container"});
}

// The line itself or one near it, for a command may go over several.
bool is_about_images(const std::vector<std::string_view>& lines, std::size_t at) {
  constexpr std::size_t k_near = 4;
  const std::size_t first = at < k_near ? 0 : at - k_near;
  const std::size_t last = std::min(lines.size() - 1, at + k_near);
  for (std::size_t i = first; i <= last; ++i) {
    if (speaks_of_images(lines[i])) return true;
  }
  return false;
}

bool is_documentation(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".rst") || path.ends_with(".txt") || path.ends_with(".adoc");
}

bool is_for_readers(std::string_view path) {
  const std::string name = lower_case(base_name(path));
  return name.starts_with("readme") || name.starts_with("contributing");
}

// "a/b" gives "a" and "a/b".
void add_folders(const std::string& path, std::set<std::string>& folders) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
    folders.insert(path.substr(0, slash));
  folders.insert(path);
}

// The project's root, and each folder between it and the context or the Dockerfile.
std::set<std::string> folders_of(const CheckedProject& project) {
  std::set<std::string> folders{""};
  const std::string dockerfile = dockerfile_name(project);
  if (!dockerfile.starts_with('/')) add_folders(std::string(parent_path(dockerfile)), folders);
  if (project.context.roots.empty()) return folders;
  const std::string& context = project.context.roots.front().path;
  if (context.size() > project.root.size()) add_folders(context.substr(project.root.size() + 1), folders);
  return folders;
}

void add_files(const CheckedProject& project,
               const FileListing& listing,
               bool (*counts)(std::string_view path),
               std::set<std::string>& files) {
  for (const std::string& path : project_files(project.root, listing)) {
    if (counts(path)) files.insert(path);
  }
}

std::set<std::string> documentation_files(const CheckedProject& project) {
  std::set<std::string> files;
  for (const std::string& folder : folders_of(project)) {
    add_files(project, {.folder = folder}, is_for_readers, files);
    add_files(project, {.folder = path_below(folder, ".github")}, is_for_readers, files);
    add_files(project, {.folder = path_below(folder, "docs"), .levels = 4}, is_documentation, files);
    add_files(project, {.folder = path_below(folder, "doc"), .levels = 4}, is_documentation, files);
  }
  return files;
}

// What everybody reads comes first: it is short, and most likely to say it.
std::vector<std::string> in_reading_order(const std::set<std::string>& files) {
  std::vector<std::string> ordered(files.begin(), files.end());
  std::stable_partition(ordered.begin(), ordered.end(), is_for_readers);
  return ordered;
}

}  // namespace

bool documents_uncached_build(std::string_view text) {
  const std::string lower = lower_case(text);
  const std::vector<std::string_view> lines = split_lines(lower);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (names_uncached_build(lines[i]) && is_about_images(lines, i)) return true;
    const bool waiver = lines[i].find("cb21: allow") != std::string_view::npos;
    if (!waiver && has_word(lines[i], "cb21")) return true;
  }
  return false;
}

std::vector<Violation> find_undocumented_builds(const CheckedProject& project) {
  if (!compiles_rust(project) || project.context.roots.empty()) return {};
  std::size_t size = 0;
  for (const std::string& file : in_reading_order(documentation_files(project))) {
    const auto text = project_file_text(project.root, file);
    if (!text) continue;
    size += text->size();
    if (size > k_most_documentation || documents_uncached_build(*text)) return {};
  }
  return {{.file = {},
           .line = 0,
           .message = "no README, CONTRIBUTING or file in docs says that the image is built with --no-cache",
           .cure =
               "After a change of the sources the image is built uncached, and the binary in it verified:\n"
               "\n"
               "    docker build --no-cache -t SERVICE .    # or: cb21 -t SERVICE ."}};
}

}  // namespace cb21
