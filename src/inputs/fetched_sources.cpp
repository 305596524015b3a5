// SPDX-License-Identifier: Apache-2.0
#include "inputs/fetched_sources.hpp"

#include "inputs/cargo_build.hpp"
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

// "1.2.3": a branch is seldom called so.
bool has_full_release_number(std::string_view word) {
  const auto is_number = [&](std::size_t at) { return at < word.size() && is_digit(word[at]); };
  for (std::size_t dot = word.find('.'); dot != std::string_view::npos; dot = word.find('.', dot + 1)) {
    const std::size_t next = word.find_first_not_of("0123456789", dot + 1);
    if (dot > 0 && is_number(dot - 1) && next != std::string_view::npos && next > dot + 1 &&
        word[next] == '.' && is_number(next + 1))
      return true;
  }
  return false;
}

// Short ones could be words.
constexpr std::size_t k_surely_commit_digits = 12;

bool names_what_stays(std::string_view word) {
  const bool short_commit = word.size() >= k_commit_digits &&
                            word.size() == longest_run(word, is_hexadecimal) &&
                            word.find_first_of("0123456789") != std::string_view::npos;
  return short_commit || longest_run(word, is_hexadecimal) >= k_surely_commit_digits ||
         has_full_release_number(word);
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

bool fetches(const ShellCommand& command) {
  return is_one_of(command.program(), {"git", "hg", "svn", "curl", "wget", "cargo"});
}

// Whether a command of the RUN says which version is to be had.
bool pins(const ShellCommand& command) {
  if (compares_a_checksum(command)) return true;
  return fetches(command) &&
         std::any_of(command.words.begin() + 1, command.words.end(), [](const std::string& word) {
           return names_version(versioned_part(word));
         });
}

void fill_in(std::string& word, const std::vector<std::pair<std::string, std::string>>& variables) {
  for (const auto& [name, value] : variables) {
    for (const std::string& use : {"${" + name + "}", "$" + name}) {
      const std::size_t at = word.find(use);
      if (at != std::string::npos) word.replace(at, use.size(), value);
    }
  }
}

// With the values that the stage gives its variables.
std::string filled_in(std::string word, const Stage& stage) {
  fill_in(word, stage.environment);
  fill_in(word, stage.args);
  return word;
}

// The path of an address; for git, which also takes host:path, what else is no host's name or number.
std::string_view settling_part(const ShellCommand& command, std::string_view word) {
  if (word.find("://") != std::string_view::npos) return named_file(word);
  if (is_one_of(command.program(), {"curl", "wget"})) return {};
  return word.substr(word.rfind(':') + 1);
}

bool settles(const ShellCommand& command, const Stage& stage) {
  if (compares_a_checksum(command)) return true;
  return fetches(command) &&
         std::any_of(command.words.begin() + 1, command.words.end(), [&](const std::string& word) {
           const std::string filled = filled_in(word, stage);
           return names_what_stays(settling_part(command, filled));
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

bool installs_from_git(const ShellCommand& command) {
  const Words arguments = cargo_arguments(command);
  return !arguments.empty() && arguments.front() == "install" &&
         std::any_of(arguments.begin(), arguments.end(), [](std::string_view word) {
           return word == "--git" || word.starts_with("--git=");
         });
}

// The first of the commands that `is_wanted`.
std::optional<FetchedSources> fetched_by(const RunInstruction& run,
                                         const Stage& stage,
                                         bool (*is_wanted)(const ShellCommand&)) {
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  for (const ShellCommand& command : commands) {
    if (!is_wanted(command)) continue;
    FetchedSources fetched;
    fetched.line = run.line;
    fetched.command = command.program();
    if (!downloads_input(command)) fetched.command += ' ' + std::string(subcommand(command.words));
    fetched.address = address_in(command.words);
    const bool by_repository = updates_submodules(command);
    fetched.pinned = by_repository || std::any_of(commands.begin(), commands.end(), pins);
    fetched.settled =
        by_repository || std::any_of(commands.begin(), commands.end(), [&](const ShellCommand& each) {
          return settles(each, stage);
        });
    return fetched;
  }
  return std::nullopt;
}

bool brings_inputs(const ShellCommand& command) { return checks_out(command) || downloads_input(command); }

// Where programs and libraries lie, but sources do not.
bool is_place_of_programs(std::string_view path) {
  static constexpr auto k_places = std::to_array<std::string_view>({"/bin/",
                                                                    "/etc/",
                                                                    "/lib",
                                                                    "/sbin/",
                                                                    "/usr/bin/",
                                                                    "/usr/lib",
                                                                    "/usr/local/bin/",
                                                                    "/usr/local/cargo/bin/",
                                                                    "/usr/local/lib",
                                                                    "/usr/sbin/"});
  return std::any_of(
      k_places.begin(), k_places.end(), [&](std::string_view place) { return path.starts_with(place); });
}

bool brings_programs(const CopyInstruction& copy) {
  return is_place_of_programs(copy.destination) ||
         std::all_of(copy.sources.begin(), copy.sources.end(), is_place_of_programs);
}

// A stage and all that it takes files of, by index.
class StageCollector {
 public:
  explicit StageCollector(const Dockerfile& dockerfile)
      : dockerfile_(dockerfile), taken_(dockerfile.stages.size()) {}

  void take(std::optional<std::size_t> first) {
    std::vector<std::size_t> open;
    push(open, first);
    while (!open.empty()) {
      const Stage& stage = dockerfile_.stages[open.back()];
      open.pop_back();
      push(open, stage.base_stage);
      for (const CopyInstruction& copy : stage.copies) {
        if (copy.from && !brings_programs(copy))
          push(open, source_stage(dockerfile_, *copy.from, stage.index));
      }
      for (const RunInstruction& run : stage.runs) {
        for (const Mount& mount : run.mounts) push(open, source_stage(dockerfile_, mount.from, stage.index));
      }
    }
  }

  bool took(std::size_t stage) const { return taken_[stage]; }

 private:
  void push(std::vector<std::size_t>& open, std::optional<std::size_t> stage) {
    if (!stage || taken_[*stage]) return;
    taken_[*stage] = true;
    open.push_back(*stage);
  }

  const Dockerfile& dockerfile_;
  std::vector<bool> taken_;
};

}  // namespace

std::vector<FetchedSources> all_fetched_sources(const Dockerfile& dockerfile, std::string_view target) {
  const std::vector<std::size_t> compiling = find_compile_stages(dockerfile, target);
  StageCollector stages(dockerfile);
  for (const std::size_t stage : compiling) stages.take(stage);
  if (compiling.empty()) stages.take(dockerfile.target_stage(target));
  std::vector<FetchedSources> found;
  for (const Stage& stage : dockerfile.stages) {
    if (!stages.took(stage.index)) continue;
    for (const RunInstruction& run : stage.runs) {
      if (auto fetched = fetched_by(run, stage, compiling.empty() ? installs_from_git : brings_inputs))
        found.push_back(std::move(*fetched));
    }
  }
  return found;
}

std::optional<FetchedSources> find_fetched_sources(const Dockerfile& dockerfile, std::string_view target) {
  const std::vector<FetchedSources> found = all_fetched_sources(dockerfile, target);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace cb21
