// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile.hpp"

#include "inputs/dockerfile_lines.hpp"
#include "inputs/dockerfile_stages.hpp"
#include "inputs/dockerfile_words.hpp"

#include <algorithm>
#include <charconv>

namespace cb21 {

std::optional<std::string> Instruction::flag(std::string_view name) const {
  for (const auto& [flag_name, value] : flags) {
    if (flag_name == name) return value;
  }
  return std::nullopt;
}

std::optional<std::size_t> Dockerfile::find_stage(std::string_view name_or_index) const {
  std::size_t index = 0;
  const char* const end = name_or_index.data() + name_or_index.size();
  const auto [stop, error] = std::from_chars(name_or_index.data(), end, index);
  if (error == std::errc() && stop == end) {
    if (index >= stages.size()) return std::nullopt;
    return index;
  }
  const std::string name = lower_case(name_or_index);
  const auto found = std::find_if(stages.rbegin(), stages.rend(), [&](const Stage& stage) {
    return !name.empty() && stage.name == name;
  });
  if (found == stages.rend()) return std::nullopt;
  return found->index;
}

std::optional<std::size_t> Dockerfile::target_stage(std::string_view target) const {
  if (!target.empty()) return find_stage(target);
  if (stages.empty()) return std::nullopt;
  return stages.size() - 1;
}

Dockerfile parse_dockerfile(std::string_view text,
                            const std::vector<std::pair<std::string, std::string>>& build_args) {
  DockerfileLines lines = read_dockerfile_lines(text);
  Dockerfile dockerfile;
  dockerfile.comments = std::move(lines.comments);
  dockerfile.syntax = std::move(lines.syntax);
  dockerfile.escape = lines.escape;
  read_stages(dockerfile, std::move(lines.instructions), build_args);
  return dockerfile;
}

}  // namespace cb21
