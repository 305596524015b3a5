// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_changes.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/container_path.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace cb21 {
namespace {

constexpr std::string_view k_pattern_symbols = "$*?[{";

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

bool has_word(const ShellCommand& command, std::string_view word) {
  return std::find(command.words.begin(), command.words.end(), word) != command.words.end();
}

std::vector<std::string> operands(const ShellCommand& command) {
  std::vector<std::string> words;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    if (command.words[i].substr(0, 1) != "-") words.push_back(command.words[i]);
  }
  return words;
}

bool is_long_option(std::string_view word) { return word.substr(0, 2) == "--"; }

// touch that sets the modification time, and to now.
bool is_touch(const ShellCommand& command) {
  if (command.program() != "touch") return false;
  std::string letters;
  for (const std::string& word : command.words) {
    if (word.substr(0, 6) == "--date" || word.substr(0, 11) == "--reference") return false;
    if (word.substr(0, 1) == "-" && !is_long_option(word)) letters += word;
  }
  const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
  const bool given_time = has('d') || has('t') || has('r');
  return !given_time && (has('m') || !has('a'));
}

bool finds_and_touches(const ShellCommand& command) {
  return command.program() == "find" && (has_word(command, "-exec") || has_word(command, "-execdir")) &&
         has_word(command, "touch");
}

// `path` names a target directory, a profile's directory in it, or what cargo judges freshness by, wherever
// it is.
bool is_artifact(std::string_view path) {
  const std::string whole = absolute_path("/", path, TrailingSlash::drop) + "/";
  if (whole.find("/deps/") != std::string::npos || whole.find("/.fingerprint/") != std::string::npos)
    return true;
  const std::size_t target = whole.find("/target/");
  if (target == std::string::npos) return path.find("TARGET_DIR") != std::string_view::npos;
  // target, target/release, target/*, target/x86_64-unknown-linux-musl
  const std::string_view last = base_name(std::string_view(whole).substr(target + 8));
  const bool triple =
      last.find("-linux-") != std::string_view::npos || last.find("-unknown-") != std::string_view::npos;
  return last.empty() || last == "release" || last == "debug" || last == "*" || triple;
}

// cargo new DIR, cargo init [DIR].
std::vector<std::string> initialised_sources(const ShellCommand& command, std::string_view directory) {
  const std::vector<std::string> cargo = cargo_arguments(command);
  if (cargo.empty() || (cargo[0] != "init" && cargo[0] != "new")) return {};
  const bool library = has_word(command, "--lib");
  std::string project(directory);
  for (std::size_t i = 1; i < cargo.size(); ++i) {
    const bool valued = cargo[i] == "--name" || cargo[i] == "--vcs" || cargo[i] == "--edition";
    if (valued) ++i;
    if (!valued && cargo[i].substr(0, 1) != "-")
      project = absolute_path(directory, cargo[i], TrailingSlash::drop);
  }
  return {absolute_path(project, library ? "src/lib.rs" : "src/main.rs", TrailingSlash::drop)};
}

}  // namespace

bool brings_sources(std::string_view source) {
  static constexpr std::array<std::string_view, 18> k_without_sources = {".cargo",
                                                                         ".git",
                                                                         ".sqlx",
                                                                         "Dockerfile",
                                                                         "Makefile",
                                                                         "assets",
                                                                         "config",
                                                                         "docs",
                                                                         "frontend",
                                                                         "locales",
                                                                         "migrations",
                                                                         "proto",
                                                                         "protos",
                                                                         "public",
                                                                         "scripts",
                                                                         "static",
                                                                         "templates",
                                                                         "web"};
  const bool remote = source.find("://") != std::string_view::npos || source.substr(0, 4) == "git@";
  const std::string path = absolute_path("/", source, TrailingSlash::drop) + "/";
  if (remote || path.find("/target/") != std::string::npos || path.find("/usr/local/cargo/") == 0)
    return false;
  const std::string_view name = base_name(source);
  if (name.empty() || name == "." || name == "..") return true;
  if (std::find(k_without_sources.begin(), k_without_sources.end(), name) != k_without_sources.end())
    return false;
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 || ends_with(name, ".rs");
}

std::string arrival_of(const CopyInstruction& copy, std::string_view source) {
  const bool file =
      ends_with(source, ".rs") && source.find_first_of(k_pattern_symbols) == std::string_view::npos;
  if (!file || !ends_with(copy.destination, "/")) return copy.destination;
  return copy.destination + std::string(base_name(source));
}

bool brings_placeholder(const CopyInstruction& copy) {
  if (!ends_with(copy.destination, ".rs")) return false;
  static constexpr std::array<std::string_view, 5> k_names = {
      "dummy", "empty", "fake", "placeholder", "stub"};
  return std::all_of(copy.sources.begin(), copy.sources.end(), [](std::string_view source) {
    return std::any_of(k_names.begin(), k_names.end(), [&](std::string_view name) {
      return base_name(source).find(name) != std::string_view::npos;
    });
  });
}

bool brings_artifacts(const CopyInstruction& copy) {
  return std::any_of(copy.sources.begin(), copy.sources.end(), [](const std::string& source) {
    const std::string path = absolute_path("/", source, TrailingSlash::drop);
    if ((path + "/").find("/target/") != std::string::npos) return true;
    // The whole project: /app, /usr/src/app.
    return base_name(path).find('.') == std::string_view::npos && base_name(path) != "src" &&
           path.find("/cargo") == std::string::npos;
  });
}

std::vector<std::string> written_sources(const ShellCommand& command, std::string_view directory) {
  std::vector<std::string> written = command.writes;
  if (command.program() == "tee" || command.program() == "touch") {
    const std::vector<std::string> files = operands(command);
    written.insert(written.end(), files.begin(), files.end());
  }
  const bool copies = command.program() == "cp" || command.program() == "install";
  if (copies && command.words.size() > 2) written.push_back(command.words.back());
  std::vector<std::string> sources = initialised_sources(command, directory);
  for (const std::string& path : written) {
    if (ends_with(path, ".rs")) sources.push_back(absolute_path(directory, path, TrailingSlash::drop));
  }
  return sources;
}

bool touches(const ShellCommand& command, std::string_view directory, std::string_view path) {
  if (finds_and_touches(command)) return true;
  if (!is_touch(command)) return false;
  if (command.more_words) return true;
  const std::vector<std::string> files = operands(command);
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    if (file.find_first_of(k_pattern_symbols) != std::string::npos) return true;
    const bool unknown = path.find('$') != std::string_view::npos;
    if (unknown) return base_name(file) == base_name(path);
    return absolute_path(directory, file, TrailingSlash::drop) == path;
  });
}

bool touches_sources(const ShellCommand& command) {
  if (finds_and_touches(command)) return true;
  if (!is_touch(command)) return false;
  if (command.more_words) return true;
  const std::vector<std::string> files = operands(command);
  return std::any_of(files.begin(), files.end(), [](const std::string& file) {
    return ends_with(file, ".rs") || file.find_first_of(k_pattern_symbols) != std::string::npos;
  });
}

bool removes_artifacts(const ShellCommand& command) {
  const std::vector<std::string> cargo = cargo_arguments(command);
  if (!cargo.empty()) return cargo[0] == "clean";
  const bool find = command.program() == "find" && (has_word(command, "-delete") || has_word(command, "rm"));
  if (!find && command.program() != "rm") return false;
  const std::vector<std::string> paths = operands(command);
  return std::any_of(paths.begin(), paths.end(), [](const std::string& path) { return is_artifact(path); });
}

}  // namespace cb21
