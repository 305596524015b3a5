// SPDX-License-Identifier: Apache-2.0
#include "inputs/working_directory.hpp"

#include "inputs/container_path.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_unknown = "/$PWD";

// Linux enters no longer one; a hostile script could have many commands in it, each of which is remembered.
constexpr std::size_t k_longest_path = 4096;
constexpr std::size_t k_most_remembered = 64;

// Of cd and pushd; empty where there is none.
std::string_view operand(const ShellCommand& command) {
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i];
    if (word == "--") return i + 1 < command.words.size() ? command.words[i + 1] : std::string_view();
    if (word == "-" || !word.starts_with('-')) return word;
  }
  return {};
}

bool has_variable(std::string_view text) { return text.find_first_of("$`") != std::string_view::npos; }

std::string entered(std::string_view from, std::string_view operand) {
  if (operand.empty() || operand == "~" || operand.starts_with("~/"))
    return absolute_path(
        "/$HOME", operand.substr(std::min<std::size_t>(2, operand.size())), TrailingSlash::drop);
  const bool unknown = has_variable(operand) || (!operand.starts_with('/') && has_variable(from));
  std::string path = absolute_path(from, operand, TrailingSlash::drop);
  // What the variable stands for may have any number of components for a ".." to take away.
  return unknown && path.find('$') == std::string::npos ? std::string(k_unknown) : path;
}

}  // namespace

void WorkingDirectory::leave(const ShellCommand& command) {
  change(command);
  depth_ -= std::min(depth_, command.subshells_ended);
  for (; !saved_.empty() && saved_.back().depth > depth_; saved_.pop_back()) {
    path_ = std::move(saved_.back().path);
    previous_ = std::move(saved_.back().previous);
  }
}

void WorkingDirectory::change(const ShellCommand& command) {
  const std::string_view program = command.program();
  if (program == "popd") {
    std::string path(k_unknown);
    if (!pushed_.empty()) {
      path = std::move(pushed_.back());
      pushed_.pop_back();
    }
    move_to(std::move(path));
  } else if (program == "cd" || program == "pushd") {
    if (program == "pushd" && pushed_.size() < k_most_remembered) pushed_.push_back(path_);
    const std::string_view to = operand(command);
    move_to(to == "-" ? previous_ : entered(path_, to));
  }
}

void WorkingDirectory::move_to(std::string path) {
  const bool saved = depth_ == 0 || (!saved_.empty() && saved_.back().depth == depth_);
  if (!saved && saved_.size() < k_most_remembered) saved_.push_back({depth_, path_, previous_});
  if (path.empty() || path.size() > k_longest_path) path = k_unknown;
  previous_ = std::exchange(path_, std::move(path));
}

}  // namespace cb21
