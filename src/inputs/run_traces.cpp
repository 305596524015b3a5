// SPDX-License-Identifier: Apache-2.0
#include "inputs/run_traces.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/container_path.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/source_changes.hpp"
#include "inputs/working_directory.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cb21 {
namespace {

bool is_option(std::string_view word) { return word.starts_with('-'); }

// Package lists and the like, which every second Dockerfile clears.
bool is_elsewhere(std::string_view word) {
  static constexpr std::array<std::string_view, 3> k_places = {"/tmp/", "/usr/", "/var/"};
  return std::any_of(
      k_places.begin(), k_places.end(), [&](std::string_view place) { return word.starts_with(place); });
}

bool removes_files(const ShellCommand& command) {
  static constexpr std::array<std::string_view, 6> k_removers = {
      "git", "mv", "rm", "rmdir", "rsync", "unlink"};
  const std::vector<std::string>& words = command.words;
  if (command.program() == "find") {
    return std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return word == "-delete" || word == "rm";
    });
  }
  if (std::find(k_removers.begin(), k_removers.end(), command.program()) == k_removers.end()) return false;
  return command.more_words || std::any_of(words.begin() + 1, words.end(), [](const std::string& word) {
           return !is_option(word) && !is_elsewhere(word);
         });
}

void append_made(RunTraces& traces, const ShellCommand& command, const std::string& directory) {
  for (std::string& source : written_sources(command, directory)) {
    traces.made_directories.emplace_back(parent_path(source));
    traces.made_sources.push_back(std::move(source));
  }
  if (command.program() != "mkdir") return;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    if (is_option(command.words[i])) continue;
    traces.made_directories.push_back(absolute_path(directory, command.words[i], TrailingSlash::drop));
  }
}

}  // namespace

RunTraces trace_run(const RunInstruction& run) {
  RunTraces traces;
  traces.work_directories.push_back(run.workdir);
  WorkingDirectory directory(run.workdir);
  for (const ShellCommand& command : shell_commands(run.command)) {
    directory.enter(command);
    if (traces.work_directories.back() != directory.path())
      traces.work_directories.push_back(directory.path());
    append_made(traces, command, directory.path());
    if (removes_files(command) && !removes_artifacts(command)) traces.removes = true;
    if (read_cargo_build(command)) traces.compiles = true;
    directory.leave(command);
  }
  return traces;
}

}  // namespace cb21
