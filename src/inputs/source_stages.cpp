// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_stages.hpp"

#include "inputs/container_path.hpp"
#include "inputs/copy_pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace cb21 {
namespace {

// A name that no stage has.
std::string free_stage_name(const Dockerfile& dockerfile) {
  std::string name = "cb21-sources";
  while (dockerfile.find_stage(name)) name += "-x";
  return name;
}

// Docker's checks complain about keywords in mixed case, and a directive can make that an error.
bool is_written_lower(std::string_view text, const Dockerfile& dockerfile) {
  if (dockerfile.stages.empty()) return false;
  text.remove_prefix(text_before(text, dockerfile.stages.front().line).size());
  const std::size_t first = text.find_first_not_of(" \t");
  return first != std::string_view::npos && text[first] >= 'a' && text[first] <= 'z';
}

// The one component that is to be a pattern. A directory before it must be there, and all in it is walked:
// the deepest directory in which a command is started is as good as sure to be there.
std::size_t pattern_component(const std::string& path, const std::vector<std::string>& sure) {
  std::size_t component = std::count(path.begin(), path.end(), '/') > 1 ? 1 : 0;
  for (const std::string& directory : sure) {
    if (directory == "/" || path == directory || !is_within(path, directory)) continue;
    component =
        std::max(component, static_cast<std::size_t>(std::count(directory.begin(), directory.end(), '/')));
  }
  return component;
}

struct Writer {
  std::string copy = "COPY";
  char escape = '\\';
  std::string text;
  std::size_t number = 0;

  template <typename PatternOf>
  void write(const SourceFolder& folder, const std::string& flags, PatternOf pattern_of) {
    text += copy + flags + " [";
    const auto append = [&](const std::string& path) {
      text += '"' + copy_word(pattern_of(path), escape) + "\", ";
    };
    if (folder.directory.empty()) {
      std::for_each(folder.paths.begin(), folder.paths.end(), append);
    } else {
      append(folder.directory);
    }
    text += fmt::format("\"/{}/\"]\n", number++);
  }
};

void append_all(SourceStages& stages, SourceCover&& cover) {
  stages.left_out += cover.left_out;
  const std::size_t room = k_most_source_folders - stages.folders.size();
  for (std::size_t i = 0; i < cover.folders.size(); ++i) {
    if (i < room) {
      stages.folders.push_back(std::move(cover.folders[i]));
    } else {
      stages.left_out += cover.folders[i].paths.size();
    }
  }
}

std::vector<CoverItem> items_of(const PlacedFiles& placed, const Snapshot& snapshot, std::size_t& left_out) {
  std::vector<CoverItem> items;
  for (const PlacedFile& file : placed.files) {
    if (!is_compile_input(snapshot.files[file.file].file_class)) continue;
    if (is_writable_path(file.stage_path)) {
      items.push_back({file.stage_path, file.stage_path, file.whole_parents, file.may_be_removed});
    } else {
      ++left_out;
    }
  }
  return items;
}

// By context, "" for the main one.
std::map<std::string, std::vector<CoverItem>> items_of(const Snapshot& snapshot,
                                                       const ContextNames& contexts,
                                                       std::size_t& left_out) {
  std::map<std::string, std::vector<CoverItem>> items;
  for (const FileEntry& file : snapshot.files) {
    if (!is_compile_input(file.file_class) || file.path.starts_with("//")) continue;
    std::string name = file.path.substr(0, std::min(file.path.find(':'), file.path.size()));
    const bool named = name.size() < file.path.size() &&
                       std::find(contexts.local.begin(), contexts.local.end(), name) != contexts.local.end();
    const std::string path = "/" + (named ? file.path.substr(name.size() + 1) : file.path);
    if (!named) name.clear();
    const auto parents = static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')) - 1;
    if (is_writable_path(path)) {
      items[name].push_back({path, file.path, parents, true});
    } else {
      ++left_out;
    }
  }
  return items;
}

// A pattern from the first component on, so that nothing need be there.
std::string whole_pattern(const std::string& path) { return copy_pattern(path.substr(1), 0); }

}  // namespace

std::string_view text_before(std::string_view text, std::size_t line) {
  if (line == 0) return text;
  std::size_t end = 0;
  for (std::size_t at = 1; at < line && end != std::string_view::npos; ++at) {
    end = text.find('\n', end);
    if (end != std::string_view::npos) ++end;
  }
  return text.substr(0, end);
}

SourceStages compile_stage_sources(std::string_view dockerfile_text,
                                   const Dockerfile& dockerfile,
                                   const PlacedFiles& placed,
                                   const Snapshot& snapshot,
                                   bool tolerant) {
  SourceStages stages;
  stages.target = free_stage_name(dockerfile);
  append_all(stages, cover_sources(items_of(placed, snapshot, stages.left_out), placed.work_directories));
  const bool lower = is_written_lower(dockerfile_text, dockerfile);
  Writer writer;
  if (lower) writer.copy = "copy";
  writer.escape = dockerfile.escape;
  writer.text = text_before(dockerfile_text, placed.line);
  writer.text +=
      fmt::format(fmt::runtime(lower ? "\nfrom scratch as {}\n" : "\nFROM scratch AS {}\n"), stages.target);
  for (const SourceFolder& folder : stages.folders) {
    const bool pattern = tolerant || folder.may_be_removed;
    writer.write(folder, fmt::format(" --from={}", placed.stage), [&](const std::string& path) {
      return copy_pattern(path, pattern ? pattern_component(path, placed.work_directories) : k_no_component);
    });
  }
  stages.text = std::move(writer.text);
  return stages;
}

SourceStages context_sources(const Dockerfile& dockerfile,
                             const Snapshot& snapshot,
                             const ContextNames& contexts) {
  SourceStages stages;
  stages.target = "cb21-sources";
  Writer writer;
  writer.escape = dockerfile.escape;
  if (!dockerfile.syntax.empty()) writer.text += "# syntax=" + dockerfile.syntax + "\n";
  if (dockerfile.escape != '\\') writer.text += std::string("# escape=") + dockerfile.escape + "\n";
  writer.text += "FROM scratch AS " + stages.target + "\n";
  for (auto& [name, items] : items_of(snapshot, contexts, stages.left_out)) {
    const std::size_t first = stages.folders.size();
    append_all(stages, cover_sources(std::move(items), {}));
    const std::string flags = name.empty() ? "" : " --from=" + name;
    for (std::size_t i = first; i < stages.folders.size(); ++i) {
      writer.write(stages.folders[i], flags, whole_pattern);
    }
  }
  stages.text = std::move(writer.text);
  return stages;
}

}  // namespace cb21
