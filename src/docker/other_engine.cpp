// SPDX-License-Identifier: Apache-2.0
#include "docker/other_engine.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cb21 {
namespace {

constexpr std::string_view k_docker = "Docker version ";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool leaves_engine_open(std::string_view answer, std::string_view file_name) {
  return !answer.starts_with(k_docker) && other_engine(answer).empty() &&
         answer.starts_with(std::string(file_name) + " version ");
}

std::string_view other_engine(std::string_view answer) {
  static constexpr std::array<std::string_view, 2> k_others{"podman", "buildah"};
  if (answer.starts_with(k_docker)) return {};
  std::string text(answer);
  std::ranges::transform(text, text.begin(), lower);
  const auto* const found = std::ranges::find_if(
      k_others, [&](std::string_view name) { return text.find(name) != std::string::npos; });
  return found == k_others.end() ? std::string_view() : *found;
}

}  // namespace cb21
