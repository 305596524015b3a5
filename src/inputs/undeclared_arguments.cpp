// SPDX-License-Identifier: Apache-2.0
#include "inputs/undeclared_arguments.hpp"

#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile_lines.hpp"
#include "inputs/source_digest.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>

namespace cb21 {
namespace {

bool declares(const std::vector<std::pair<std::string, std::string>>& arguments, const std::string& name) {
  return std::ranges::any_of(arguments, [&](const auto& argument) { return argument.first == name; });
}

// In a FROM, or in another ARG that may be.
bool is_used_before_stages(const DockerfileLines& lines, const std::string& name) {
  const RE2 use("\\$(?:" + RE2::QuoteMeta(name) + "(?:[^A-Za-z0-9_]|$)|\\{" + RE2::QuoteMeta(name) +
                "[^A-Za-z0-9_])");
  bool in_stage = false;
  return std::ranges::any_of(lines.instructions, [&](const Instruction& line) {
    in_stage = in_stage || line.keyword == "FROM";
    return (!in_stage || line.keyword == "FROM") && RE2::PartialMatch(line.text, use);
  });
}

std::string place_of(const Dockerfile& dockerfile, std::string_view target) {
  const auto compiling = find_compile_stage(dockerfile, target);
  if (!compiling) return "the stage that uses it";
  const Stage& stage = dockerfile.stages[*compiling];
  return stage.name.empty() ? fmt::format("the stage of line {}", stage.line) : "stage " + escape(stage.name);
}

}  // namespace

std::vector<std::string> undeclared_arguments(
    const Dockerfile& dockerfile,
    std::string_view text,
    std::string_view target,
    const std::vector<std::pair<std::string, std::string>>& build_args) {
  std::set<std::string> given{std::string(k_source_digest_argument)};
  for (const auto& [name, value] : build_args) given.insert(name);
  const DockerfileLines lines = read_dockerfile_lines(text);
  std::vector<std::string> sentences;
  for (const std::string& name : given) {
    const bool in_stage = std::ranges::any_of(dockerfile.stages,
                                              [&](const Stage& stage) { return declares(stage.args, name); });
    if (in_stage || !declares(dockerfile.global_args, name) || is_used_before_stages(lines, name)) continue;
    sentences.push_back(fmt::format(
        "no stage declares {0}, so that no step has its value: write ARG {0} below the FROM of {1}",
        escape(name),
        place_of(dockerfile, target)));
  }
  return sentences;
}

}  // namespace cb21
