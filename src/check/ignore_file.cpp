// SPDX-License-Identifier: Apache-2.0
#include "check/ignore_file.hpp"

#include "error.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/sent_file.hpp"
#include "text_lines.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

IgnoreRules parse_alone(std::string_view line) {
  try {
    return IgnoreRules::parse(line);
  } catch (const Error&) {
    return {};  // a lone '!'
  }
}

bool leaves_out(const ContextRoot& root, Builder builder, const std::string& path) {
  try {
    return !sends_file(root, builder, path);
  } catch (const Error&) {
    return false;  // a pattern that shows to be bad when it is tried
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

IgnoreLines::IgnoreLines(const CheckedProject& project) : builder_(project.context.builder) {
  if (!project.context.ignore_file || project.context.roots.empty()) return;
  const std::string text = ignore_text(project);
  for (const std::string_view line : split_lines(text))
    roots_.push_back({{}, project.context.roots.front().path, parse_alone(line)});
}

std::size_t IgnoreLines::line_that_leaves_out(const std::string& path) const {
  const auto found = std::find_if(roots_.rbegin(), roots_.rend(), [&](const ContextRoot& root) {
    return leaves_out(root, builder_, path);
  });
  return static_cast<std::size_t>(roots_.rend() - found);
}

}  // namespace cb21
