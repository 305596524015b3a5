// SPDX-License-Identifier: Apache-2.0
#include "check/ignore_file.hpp"

#include "error.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/sent_file.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

bool leaves_out(const CheckedProject& project, std::string_view line, const std::string& path) {
  try {
    const ContextRoot root{{}, project.context.roots.front().path, IgnoreRules::parse(line)};
    return !sends_file(root, project.context.builder, path);
  } catch (const Error&) {
    return false;  // a lone '!'
  }
}

std::string ignore_text(const CheckedProject& project) {
  FileReader reader;
  const Descriptor file = open_regular_file(*project.context.ignore_file);
  const std::optional<FileContent> content = reader.read(file.number(), Keep::text);
  return content && content->text ? std::string(*content->text) : std::string();
}

}  // namespace

std::string ignore_file_name(const CheckedProject& project) {
  if (!project.context.ignore_file) return context_file_name(project, ".dockerignore");
  std::error_code error;
  const fs::path opened = fs::absolute(*project.context.ignore_file, error);
  const fs::path folder = fs::canonical(opened.parent_path(), error);
  if (error) return *project.context.ignore_file;
  const fs::path relative = (folder / opened.filename()).lexically_relative(project.root);
  const bool outside = relative.empty() || relative.begin()->string() == "..";
  return outside ? *project.context.ignore_file : relative.string();
}

std::size_t ignoring_line(const CheckedProject& project, std::string_view path) {
  if (!project.context.ignore_file || project.context.roots.empty()) return 0;
  const std::string text = ignore_text(project);
  const std::string wanted(path);
  std::size_t found = 0;
  std::size_t number = 1;
  for (std::size_t start = 0; start < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (leaves_out(project, std::string_view(text).substr(start, end - start), wanted)) found = number;
    start = end + 1;
  }
  return found;
}

}  // namespace cb21
