// SPDX-License-Identifier: Apache-2.0
#include "check/rewritten_run.hpp"

#include "escape.hpp"
#include "inputs/container_path.hpp"
#include "inputs/dockerfile_lines.hpp"
#include "inputs/run_command.hpp"
#include "inputs/source_changes.hpp"
#include "text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <vector>

namespace cb21 {
namespace {

struct RunText {
  std::string keyword;
  std::string flags;  // each with a space before it
  std::string text;   // without heredocs
  std::vector<Heredoc> heredocs;
};

// Continuation lines are joined with all that stood before them; within quotes that may matter.
std::string without_gaps(const std::string& text) {
  std::string result;
  char quote = '\0';
  for (const char c : text) {
    const bool blank = quote == '\0' && (c == ' ' || c == '\t');
    if (blank && !result.empty() && result.back() == ' ') continue;
    result += blank ? ' ' : c;
    if (quote == c) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    }
  }
  return result;
}

RunText read_text(const Instruction& instruction) {
  RunText read;
  read.keyword = instruction.keyword;
  for (const auto& [name, value] : instruction.flags) {
    read.flags += " --" + name + (value.empty() ? std::string() : '=' + value);
  }
  const bool script = instruction.keyword == "RUN" && instruction.exec_form;
  read.text = without_gaps(script ? run_command(instruction) : instruction.text);
  read.heredocs = instruction.heredocs;
  return read;
}

bool is_plain_lines(std::string_view text) {
  const std::vector<std::string_view> lines = split_lines(text);
  return std::all_of(lines.begin(), lines.end(), is_plain_text);
}

std::string write_run(const RunText& run) {
  std::string written = run.keyword + run.flags + ' ' + run.text;
  for (const Heredoc& heredoc : run.heredocs) written += '\n' + heredoc.body + heredoc.name;
  return is_plain_lines(written) ? written : std::string();
}

// Into the script itself, behind its "#!" line.
void insert_line(std::string& script, std::string_view line) {
  const std::size_t at = script.starts_with("#!") ? std::min(script.find('\n'), script.size() - 1) + 1 : 0;
  script.insert(at, std::string(line) + '\n');
}

bool is_writable(const Mount& mount) {
  return std::any_of(mount.options.begin(), mount.options.end(), [](const auto& option) {
    return option.first == "rw" || option.first == "readwrite" || option.first == "ro" ||
           option.first == "readonly";
  });
}

std::string flags_with_writable_sources(const Stage& stage, const RunInstruction& run) {
  const Instruction& instruction = stage.instructions[run.instruction];
  std::string flags;
  auto mount = run.mounts.begin();
  for (const auto& [name, value] : instruction.flags) {
    flags += " --" + name + (value.empty() ? std::string() : '=' + value);
    if (name != "mount" || mount == run.mounts.end()) continue;
    const bool sources = mount->type == "bind" && brings_sources(mount->source);
    if (sources && !is_writable(*mount)) flags += ",rw";
    ++mount;
  }
  return flags;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

bool is_part_of_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

}  // namespace

bool is_plain_text(std::string_view text) {
  std::string rest(text);
  rest.erase(std::remove(rest.begin(), rest.end(), '\\'), rest.end());
  rest.erase(std::remove(rest.begin(), rest.end(), '\t'), rest.end());
  return escape(rest) == rest;
}

std::string renewing_command(std::span<const TouchPoint> points, const RunInstruction& run) {
  const auto behind = std::find_if(
      points.begin(), points.end(), [&](const TouchPoint& point) { return point.line > run.line; });
  std::string places;
  bool inside = run.workdir != "/";
  if (behind != points.begin()) {
    for (const std::string& place : std::prev(behind)->places) {
      inside = inside && is_within(place, run.workdir);
      if (place != "/") places += ' ' + place;
    }
  }
  const bool nameable =
      !places.empty() && is_plain_text(places) && places.find_first_of("\\'\"$;&|") == std::string::npos;
  if (!inside && nameable) return fmt::format("find{} -name '*.rs' -exec touch {{}} +", places);
  return "find . -name '*.rs' -not -path '*/target/*' -exec touch {} +";
}

std::string with_first_command(const Stage& stage, const RunInstruction& run, std::string_view command) {
  RunText text = read_text(stage.instructions[run.instruction]);
  text.flags = flags_with_writable_sources(stage, run);
  if (!text.heredocs.empty() && read_heredoc_word(text.text)) {
    insert_line(text.heredocs.front().body, command);
  } else {
    text.text = fmt::format("{} && {}", command, text.text);
  }
  return write_run(text);
}

std::string with_replacement(const Instruction& instruction, std::string_view old, std::string_view text) {
  RunText written = read_text(instruction);
  std::size_t replaced = 0;
  const auto replace_in = [&](std::string& in) {
    for (std::size_t at = in.find(old); at != std::string::npos; at = in.find(old, at + text.size())) {
      in.replace(at, old.size(), text);
      ++replaced;
    }
  };
  replace_in(written.text);
  for (Heredoc& heredoc : written.heredocs) replace_in(heredoc.body);
  return replaced == 0 ? std::string() : write_run(written);
}

std::string with_option(const Instruction& instruction, std::string_view words, std::string_view option) {
  RunText text = read_text(instruction);
  std::vector<std::string*> parts{&text.text};
  for (Heredoc& heredoc : text.heredocs) parts.push_back(&heredoc.body);
  std::string* found = nullptr;
  for (std::string* part : parts) {
    const std::size_t occurrences = count_of(*part, words);
    if (occurrences > 1 || (occurrences == 1 && found != nullptr)) return {};
    if (occurrences == 1) found = part;
  }
  if (found == nullptr) return {};
  const std::size_t end = found->find(words) + words.size();
  if (end < found->size() && is_part_of_name((*found)[end])) return {};
  found->insert(end, ' ' + std::string(option));
  return write_run(text);
}

}  // namespace cb21
