// SPDX-License-Identifier: Apache-2.0
#include "docker/build_progress.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

// Longer lines are a step's output that nobody needs whole; more steps are no build that a person wrote.
constexpr std::size_t k_line_limit = 64U << 10U;
constexpr std::size_t k_step_limit = 10'000;

std::optional<std::uint32_t> take_number(std::string_view& line) {
  if (!line.starts_with('#')) return std::nullopt;
  std::uint32_t number = 0;
  const char* const end = line.data() + line.size();
  const auto [after, error] = std::from_chars(line.data() + 1, end, number);
  if (error != std::errc() || after == end || *after != ' ') return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(after - line.data()) + 1);
  return number;
}

// "0.412 text": the seconds since the step began, before what it printed.
std::optional<std::string_view> printed_text(std::string_view text) {
  const std::size_t digits = text.find_first_not_of("0123456789.");
  if (digits == 0 || digits == std::string_view::npos || text[digits] != ' ') return std::nullopt;
  if (text.substr(0, digits).find('.') == std::string_view::npos) return std::nullopt;
  return text.substr(digits + 1);
}

}  // namespace

BuildProgress::BuildProgress(std::function<void(const BuildStep&, std::string_view)> line)
    : line_(std::move(line)) {}

void BuildProgress::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    if (partial_.size() + part.size() > k_line_limit) overlong_ = true;
    if (!overlong_) partial_ += part;
    if (end == std::string_view::npos) return;
    if (!overlong_) read_line(partial_);
    partial_.clear();
    overlong_ = false;
    bytes.remove_prefix(end + 1);
  }
}

void BuildProgress::read_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto number = take_number(line);
  if (!number) return;
  if (steps_.size() >= k_step_limit && steps_.find(*number) == steps_.end()) return;
  read_event(steps_[*number], line);
}

void BuildProgress::read_event(BuildStep& step, std::string_view text) {
  if (const auto printed = printed_text(text)) {
    if (printed->starts_with("[output clipped")) step.clipped = true;
    line_(step, *printed);
  } else if (text == "CACHED") {
    step.cached = true;
  } else if (const std::size_t end = text.find("] ");
             text.starts_with('[') && end != std::string_view::npos) {
    step.label = text.substr(1, end - 1);
    step.instruction = text.substr(end + 2);
  }
}

}  // namespace cb21
