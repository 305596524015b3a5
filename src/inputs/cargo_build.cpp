// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_build.hpp"

#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

// tonistiigi/xx: cargo for the target platform.
constexpr std::string_view k_cross_wrapper = "xx-cargo";
constexpr std::string_view k_cross_triple = "$(xx-cargo --print-target-triple)";

// "--name value" or "--name=value" at `at`, which moves on to the option's last word.
std::optional<std::string> option_value(const Words& words, std::size_t& at, std::string_view name) {
  const std::string_view word = words[at];
  if (word == name && at + 1 < words.size()) return words[++at];
  if (word.substr(0, name.size()) != name || word.substr(name.size(), 1) != "=") return std::nullopt;
  return std::string(word.substr(name.size() + 1));
}

// -p NAME, -pNAME, --package NAME
std::optional<std::string> package_value(const Words& words, std::size_t& at) {
  if (auto value = option_value(words, at, "--package")) return value;
  if (auto value = option_value(words, at, "-p")) return value;
  const std::string& word = words[at];
  return word.starts_with("-p") && word.size() > 2 ? std::optional(word.substr(2)) : std::nullopt;
}

std::string profile_directory(std::string profile) {
  if (profile == "dev" || profile == "test") return "debug";
  if (profile == "bench") return "release";
  return profile;
}

bool is_selection(std::string_view name) {
  return is_one_of(name,
                   {"--workspace",
                    "--all",
                    "--bins",
                    "--all-targets",
                    "--example",
                    "--examples",
                    "--lib",
                    "--manifest-path"});
}

void read_option(CargoBuild& build, const Words& words, std::size_t& at) {
  const std::string& word = words[at];
  const std::string_view name = std::string_view(word).substr(0, word.find('='));
  if (word == "--release" || word == "-r") {
    build.profile = "release";
  } else if (word == "--debug") {
    build.profile = "debug";
  } else if (auto profile = option_value(words, at, "--profile")) {
    build.profile = profile_directory(std::move(*profile));
  } else if (auto target = option_value(words, at, "--target")) {
    build.target = std::move(*target);
  } else if (auto directory = option_value(words, at, "--target-dir")) {
    build.target_dir = std::move(*directory);
  } else if (auto bin = option_value(words, at, "--bin")) {
    build.bins.push_back(std::move(*bin));
  } else if (auto package = package_value(words, at)) {
    build.packages.push_back(std::move(*package));
    build.selects = true;
  } else if (is_selection(name)) {
    build.selects = true;
    build.every_bin = build.every_bin || is_one_of(name, {"--bins", "--all-targets"});
    build.every_package = build.every_package || is_one_of(name, {"--workspace", "--all", "--manifest-path"});
  } else if (word.find('$') != std::string::npos) {
    build.uncertain = true;
  }
}

// cargo's own subcommands, and tools whose arguments may hold the word "build".
bool is_known_not_to_build(std::string_view subcommand) {
  return is_one_of(subcommand, {"add",      "bench", "check",   "chef",      "clean",   "clippy", "config",
                                "doc",      "fetch", "fix",     "fmt",       "help",    "init",   "make",
                                "metadata", "new",   "nextest", "package",   "publish", "remove", "search",
                                "t",        "test",  "tree",    "uninstall", "update",  "vendor", "version"});
}

bool installs_from_a_folder(const Words& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](std::string_view word) {
    return word == "--path" || word.substr(0, 7) == "--path=";
  });
}

// Which of the arguments asks for a compilation of the project.
std::optional<std::size_t> compiling_word(const Words& arguments) {
  if (arguments.empty()) return std::nullopt;
  const std::string& subcommand = arguments.front();
  if (is_one_of(subcommand, {"b", "build", "r", "run", "rustc", "xbuild", "zigbuild"})) return std::size_t{0};
  if (subcommand == "install" && installs_from_a_folder(arguments)) return std::size_t{0};
  if (subcommand == "install" || is_known_not_to_build(subcommand)) return std::nullopt;
  // cargo <tool> [options] build ...
  const auto inner = std::find_if(arguments.begin() + 1, arguments.end(), [](std::string_view word) {
    return is_one_of(word, {"build", "install", "run", "rustc", "zigbuild"}) || word == "--";
  });
  if (inner == arguments.end() || *inner == "--") return std::nullopt;
  if (*inner == "install" && !installs_from_a_folder({inner, arguments.end()})) return std::nullopt;
  return static_cast<std::size_t>(inner - arguments.begin());
}

}  // namespace

std::vector<std::string> cargo_arguments(const ShellCommand& command) {
  const std::string_view program = command.program();
  Words arguments;
  std::size_t at = 1;
  if (program.substr(0, 6) == "cargo-" && program.size() > 6) {
    arguments.emplace_back(program.substr(6));
    // cargo starts cargo-x with "x" as its first word.
    if (command.words.size() > 1 && command.words[1] == arguments.front()) ++at;
  } else if (is_one_of(program, {"cargo", "cross", "xargo", k_cross_wrapper})) {
    while (at < command.words.size() && is_one_of(command.words[at].substr(0, 1), {"+", "-"})) {
      const bool valued =
          is_one_of(command.words[at], {"--color", "--config", "-Z", "-C", "--manifest-path"});
      at += valued ? std::size_t{2} : std::size_t{1};
    }
  } else {
    return {};
  }
  for (; at < command.words.size(); ++at) arguments.push_back(command.words[at]);
  return arguments;
}

std::optional<std::size_t> build_word(const ShellCommand& command) {
  const Words arguments = cargo_arguments(command);
  const std::optional<std::size_t> word = compiling_word(arguments);
  if (!word) return std::nullopt;
  // The arguments are the command's last words, and cargo-x itself is one where it stands for x.
  return command.words.size() - arguments.size() + *word;
}

std::optional<CargoBuild> read_cargo_build(const ShellCommand& command) {
  const Words arguments = cargo_arguments(command);
  if (!compiling_word(arguments)) return std::nullopt;
  if (is_one_of(arguments.back(), {"--help", "-h"})) return std::nullopt;
  CargoBuild build;
  build.uncertain = command.more_words;
  if (arguments.front() == "install") build.profile = "release";
  for (const auto& [name, value] : command.assignments) {
    if (name == "CARGO_TARGET_DIR") build.target_dir = value;
  }
  for (std::size_t at = 1; at < arguments.size() && arguments[at] != "--"; ++at)
    read_option(build, arguments, at);
  if (build.target.empty() && command.program() == k_cross_wrapper) build.target = k_cross_triple;
  return build;
}

}  // namespace cb21
