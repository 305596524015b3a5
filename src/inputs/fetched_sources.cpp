// SPDX-License-Identifier: Apache-2.0
#include "inputs/fetched_sources.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/shell_commands.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

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

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

// The longest run of such characters.
std::size_t longest_run(std::string_view text, bool (*is_wanted)(char)) {
  std::size_t longest = 0;
  std::size_t length = 0;
  for (const char c : text) {
    length = is_wanted(c) ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  return longest;
}

// "1.2" somewhere in it: a release's number, as tags have it.
bool has_release_number(std::string_view word) {
  for (std::size_t dot = word.find('.'); dot != std::string_view::npos; dot = word.find('.', dot + 1)) {
    if (dot > 0 && dot + 1 < word.size() && is_digit(word[dot - 1]) && is_digit(word[dot + 1])) return true;
  }
  return false;
}

// A commit is seldom written with fewer digits.
constexpr std::size_t k_commit_digits = 7;

bool names_version(std::string_view word) {
  return word.find('$') != std::string_view::npos || longest_run(word, is_hexadecimal) >= k_commit_digits ||
         has_release_number(word);
}

bool is_address(std::string_view word) {
  return word.find("://") != std::string_view::npos || word.starts_with("git@");
}

std::string address_in(const Words& words) {
  const auto found = std::find_if(words.begin(), words.end(), is_address);
  return found == words.end() ? std::string() : *found;
}

// What stands for a version when it is written in an address: not the host, whose name may have digits.
std::string_view versioned_part(std::string_view word) { return is_address(word) ? named_file(word) : word; }

bool compares_a_checksum(const ShellCommand& command) {
  const std::string_view program = command.program();
  return program.ends_with("sum") || program == "shasum" || program == "gpg" || program == "openssl";
}

// Whether a command of the RUN says which version is to be had.
bool pins(const ShellCommand& command) {
  if (compares_a_checksum(command)) return true;
  const bool fetches = is_one_of(command.program(), {"git", "hg", "svn", "curl", "wget"});
  return fetches && std::any_of(command.words.begin() + 1, command.words.end(), [](const std::string& word) {
           return names_version(versioned_part(word));
         });
}

// `-o FILE`, `-oFILE`, `--output=FILE`, `> FILE`, and addresses whose own name is kept.
bool downloads_input(const ShellCommand& command) {
  if (!is_one_of(command.program(), {"curl", "wget"})) return false;
  const auto is_input = [](std::string_view word) { return is_compile_input(named_file(word)); };
  return std::any_of(command.words.begin(), command.words.end(), is_input) ||
         std::any_of(command.writes.begin(), command.writes.end(), is_compile_input);
}

// The commit that a repository names for its submodule is part of that repository.
bool updates_submodules(const ShellCommand& command) {
  return subcommand(command.words) == "submodule" &&
         std::find(command.words.begin(), command.words.end(), "--remote") == command.words.end();
}

std::optional<FetchedSources> fetched_by(const RunInstruction& run) {
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  for (const ShellCommand& command : commands) {
    const bool checkout = checks_out(command);
    if (!checkout && !downloads_input(command)) continue;
    FetchedSources fetched;
    fetched.line = run.line;
    fetched.command = command.program();
    if (checkout) fetched.command += ' ' + std::string(subcommand(command.words));
    fetched.address = address_in(command.words);
    fetched.pinned = updates_submodules(command) || std::any_of(commands.begin(), commands.end(), pins);
    return fetched;
  }
  return std::nullopt;
}

}  // namespace

std::vector<FetchedSources> all_fetched_sources(const Dockerfile& dockerfile, std::string_view target) {
  std::vector<FetchedSources> found;
  const auto compile_stage = find_compile_stage(dockerfile, target);
  if (!compile_stage) return found;
  for (const std::size_t stage : stage_lineage(dockerfile, *compile_stage)) {
    for (const RunInstruction& run : dockerfile.stages[stage].runs) {
      if (auto fetched = fetched_by(run)) found.push_back(std::move(*fetched));
    }
  }
  return found;
}

std::optional<FetchedSources> find_fetched_sources(const Dockerfile& dockerfile, std::string_view target) {
  const std::vector<FetchedSources> found = all_fetched_sources(dockerfile, target);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace cb21
