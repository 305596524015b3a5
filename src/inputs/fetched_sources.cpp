// SPDX-License-Identifier: Apache-2.0
#include "inputs/fetched_sources.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/shell_commands.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> wanted) {
  return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
}

// "clone" of `git -C dir clone`; empty where there is none. Options with a value of their own are few.
std::string_view subcommand(const Words& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (is_one_of(words[i], {"-C", "-c", "--git-dir", "--work-tree"})) {
      ++i;
    } else if (!words[i].starts_with('-')) {
      return words[i];
    }
  }
  return {};
}

bool checks_out(const ShellCommand& command) {
  const std::string_view verb = subcommand(command.words);
  if (command.program() == "git") return is_one_of(verb, {"clone", "fetch", "pull", "submodule"});
  if (command.program() == "hg") return is_one_of(verb, {"clone", "pull"});
  return command.program() == "svn" && is_one_of(verb, {"checkout", "co", "export", "update", "up"});
}

bool is_compile_input(std::string_view path) {
  static constexpr std::array<std::string_view, 4> k_endings{".rs", "Cargo.toml", "Cargo.lock", ".proto"};
  return std::any_of(
      k_endings.begin(), k_endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

// The file that an address names, without its host ("https://sh.rustup.rs" names none).
std::string_view named_file(std::string_view word) {
  const std::size_t scheme = word.find("://");
  if (scheme == std::string_view::npos) return word;
  const std::size_t path = word.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view() : word.substr(path);
}

// `-o FILE`, `-oFILE`, `--output=FILE`, `> FILE`, and addresses whose own name is kept.
bool downloads_input(const ShellCommand& command) {
  if (!is_one_of(command.program(), {"curl", "wget"})) return false;
  const auto is_input = [](std::string_view word) { return is_compile_input(named_file(word)); };
  return std::any_of(command.words.begin(), command.words.end(), is_input) ||
         std::any_of(command.writes.begin(), command.writes.end(), is_compile_input);
}

std::optional<FetchedSources> fetched_by(const RunInstruction& run) {
  for (const ShellCommand& command : shell_commands(run.command)) {
    if (checks_out(command)) {
      const std::string verb(subcommand(command.words));
      return FetchedSources{.line = run.line, .command = std::string(command.program()) + ' ' + verb};
    }
    if (downloads_input(command))
      return FetchedSources{.line = run.line, .command = std::string(command.program())};
  }
  return std::nullopt;
}

}  // namespace

std::optional<FetchedSources> find_fetched_sources(const Dockerfile& dockerfile, std::string_view target) {
  const auto compile_stage = find_compile_stage(dockerfile, target);
  if (!compile_stage) return std::nullopt;
  for (const std::size_t stage : stage_lineage(dockerfile, *compile_stage)) {
    for (const RunInstruction& run : dockerfile.stages[stage].runs) {
      if (auto fetched = fetched_by(run)) return fetched;
    }
  }
  return std::nullopt;
}

}  // namespace cb21
