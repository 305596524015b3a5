// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_build.hpp"

#include "inputs/path_name.hpp"
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

bool is_cargo(std::string_view program) {
  return is_one_of(program, {"cargo", "cross", "xargo", k_cross_wrapper});
}

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

// "-vrpNAME" as "-v", "-r", "-p", "NAME", as clap reads it.
void append_split(Words& words, const std::string& word) {
  if (word.size() < 3 || word[0] != '-' || word[1] == '-') {
    words.push_back(word);
    return;
  }
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (!is_one_of(word.substr(i, 1), {"h", "q", "r", "v"})) {
      words.push_back('-' + word.substr(i));
      return;
    }
    words.push_back({'-', word[i]});
  }
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

// Programs that start no other, and do not compile.
bool is_plain_tool(std::string_view program) {
  constexpr auto k_tools = std::to_array<std::string_view>(
      {":",       "[",         "[[",       "addgroup", "adduser",  "apk",   "apt",      "apt-get",
       "ar",      "basename",  "break",    "cat",      "cd",       "chmod", "chown",    "cksum",
       "cmp",     "continue",  "cp",       "curl",     "cut",      "date",  "dd",       "df",
       "diff",    "dirname",   "dnf",      "dpkg",     "du",       "echo",  "egrep",    "exit",
       "export",  "false",     "file",     "git",      "gpg",      "grep",  "groupadd", "gunzip",
       "gzip",    "head",      "id",       "install",  "ldconfig", "ldd",   "ln",       "local",
       "ls",      "md5sum",    "microdnf", "mkdir",    "mktemp",   "mv",    "nm",       "objcopy",
       "objdump", "pacman",    "patchelf", "popd",     "printf",   "pushd", "pwd",      "read",
       "readelf", "readlink",  "realpath", "return",   "rm",       "rmdir", "rustup",   "sed",
       "set",     "sha256sum", "shift",    "shopt",    "sleep",    "sort",  "sponge",   "stat",
       "strip",   "sync",      "tail",     "tar",      "tee",      "test",  "touch",    "tr",
       "trap",    "true",      "truncate", "ulimit",   "umask",    "uname", "uniq",     "unset",
       "unzip",   "upx",       "useradd",  "wait",     "wc",       "wget",  "which",    "xz",
       "yum",     "zip"});
  return is_one_of(program, k_tools);
}

// "./install" and "ci/test" are scripts, whatever they are called.
bool is_of_the_project(std::string_view program) {
  return !program.starts_with('/') && program.find('/') != std::string_view::npos;
}

bool asks_for_version(const ShellCommand& command) {
  return command.words.size() == 2 && is_one_of(command.words[1], {"--version", "-V"});
}

// find that starts nothing, or plain tools only.
bool is_plain_find(const ShellCommand& command) {
  const Words& words = command.words;
  if (command.program() != "find") return false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!is_one_of(words[i], {"-exec", "-execdir", "-ok", "-okdir"})) continue;
    if (i + 1 == words.size() || !is_plain_tool(base_name(words[i + 1]))) return false;
  }
  return true;
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
  } else if (is_cargo(program)) {
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
  Words words;
  for (const std::string& argument : arguments) append_split(words, argument);
  CargoBuild build;
  build.uncertain = command.more_words;
  if (arguments.front() == "install") build.profile = "release";
  for (const auto& [name, value] : command.assignments) {
    if (name == "CARGO_TARGET_DIR") build.target_dir = value;
  }
  for (std::size_t at = 1; at < words.size() && words[at] != "--"; ++at) read_option(build, words, at);
  if (build.target.empty() && command.program() == k_cross_wrapper) build.target = k_cross_triple;
  return build;
}

bool may_hide_build(const ShellCommand& command) {
  if (command.words.empty() || asks_for_version(command)) return false;
  const Words arguments = cargo_arguments(command);
  if (arguments.empty()) {
    if (is_of_the_project(command.words.front())) return true;
    return !is_cargo(command.program()) && !is_plain_tool(command.program()) && !is_plain_find(command);
  }
  // What cargo runs may build whatever it likes, and tests bring the binaries along.
  if (is_one_of(arguments.front(), {"bench", "make", "nextest", "r", "run", "t", "test"})) return true;
  return arguments.front() != "install" && !is_known_not_to_build(arguments.front()) &&
         !read_cargo_build(command);
}

std::string named_profile(const ShellCommand& command) {
  const Words arguments = cargo_arguments(command);
  for (std::size_t at = 1; at < arguments.size(); ++at) {
    if (auto profile = option_value(arguments, at, "--profile"))
      return profile_directory(std::move(*profile));
  }
  return {};
}

}  // namespace cb21
