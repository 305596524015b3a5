// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_changes.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/container_path.hpp"
#include "inputs/copied_file.hpp"
#include "word_list.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <set>

namespace cb21 {
namespace {

constexpr std::string_view k_pattern_symbols = "$*?[{";

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

bool is_long_option(std::string_view word) { return word.starts_with("--"); }

bool is_short_option(std::string_view word) { return word.size() > 1 && word[0] == '-' && word[1] != '-'; }

struct TouchOptions {
  std::string letters;              // short ones, without -d
  std::optional<std::string> date;  // of -d, --date
  bool reference = false;           // --reference
};

void read_touch_option(TouchOptions& options, const std::string& word, const std::string& next) {
  if (word.starts_with("--date")) options.date = word.starts_with("--date=") ? word.substr(7) : next;
  if (word.starts_with("--reference")) options.reference = true;
  if (!is_short_option(word)) return;
  const std::size_t date = std::min(word.find('d'), word.size());
  options.letters += word.substr(1, date - 1);
  if (date < word.size()) options.date = date + 1 < word.size() ? word.substr(date + 1) : next;
}

TouchOptions read_touch_options(const ShellCommand& command) {
  TouchOptions options;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const bool last = i + 1 == command.words.size();
    read_touch_option(options, command.words[i], last ? std::string() : command.words[i + 1]);
  }
  return options;
}

// touch that sets the modification time, and to now.
bool is_touch(const ShellCommand& command) {
  if (command.program() != "touch") return false;
  const TouchOptions options = read_touch_options(command);
  const auto has = [&](char letter) { return options.letters.find(letter) != std::string::npos; };
  const bool given_time =
      options.reference || has('t') || has('r') || (options.date && *options.date != "now");
  return !given_time && (has('m') || !has('a'));
}

bool has_one_of(const ShellCommand& command, std::initializer_list<std::string_view> words) {
  return std::any_of(
      words.begin(), words.end(), [&](std::string_view word) { return has_word(command, word); });
}

bool finds_and_touches(const ShellCommand& command) {
  const std::string_view program = command.program();
  const bool starts_programs =
      (program == "find" && has_one_of(command, {"-exec", "-execdir"})) ||
      (is_one_of(program, {"fd", "fdfind"}) && has_one_of(command, {"-X", "-x", "--exec", "--exec-batch"}));
  return starts_programs && has_word(command, "touch");
}

// Whether `file`, as the command names it, is `path`.
bool is_named(std::string_view file, std::string_view directory, std::string_view path) {
  const std::string whole = absolute_path(directory, file, TrailingSlash::drop);
  const bool unknown = whole.find('$') != std::string::npos || path.find('$') != std::string_view::npos;
  return unknown ? base_name(file) == base_name(path) : whole == path;
}

bool has_pattern(std::string_view file) {
  return file.find_first_of(k_pattern_symbols) != std::string_view::npos;
}

// The options of sed and perl, as far as they tell which words are files.
struct EditOption {
  bool in_place = false;
  bool script = false;      // -e, -f: no operand is the script
  bool takes_next = false;  // the script is the next word
};

EditOption read_edit_option(std::string_view word) {
  if (word.starts_with("--in-place")) return {.in_place = true};
  if (is_long_option(word)) {
    const bool script = word.starts_with("--expression") || word.starts_with("--file");
    return {.script = script, .takes_next = script && word.find('=') == std::string_view::npos};
  }
  // What follows -i is a suffix.
  const std::size_t letter = word.find_first_of("efi", 1);
  if (letter == std::string_view::npos) return {};
  if (word[letter] == 'i') return {.in_place = true};
  return {.script = true, .takes_next = letter + 1 == word.size()};
}

// The files that sed -i or perl -i changes, as written; nothing for any other command.
std::optional<std::vector<std::string>> edited_files(const ShellCommand& command) {
  if (!is_one_of(command.program(), {"perl", "sed"})) return std::nullopt;
  std::vector<std::string> files;
  EditOption all;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string& word = command.words[i];
    if (!word.starts_with('-')) {
      files.push_back(word);
      continue;
    }
    const EditOption option = read_edit_option(word);
    all.in_place = all.in_place || option.in_place;
    all.script = all.script || option.script;
    if (option.takes_next) ++i;
  }
  if (!all.in_place) return std::nullopt;
  if (!all.script && !files.empty()) files.erase(files.begin());
  return files;
}

// The files that the command makes or writes anew, as written.
std::vector<std::string> written_files(const ShellCommand& command) {
  std::vector<std::string> written = command.writes;
  const std::vector<std::string> words = operands(command);
  const std::string_view program = command.program();
  if (is_one_of(program, {"sponge", "tee", "truncate"}))
    written.insert(written.end(), words.begin(), words.end());
  if (program == "dd") {
    for (const std::string& word : words) {
      if (word.starts_with("of=")) written.push_back(word.substr(3));
    }
  }
  if (!is_one_of(program, {"cp", "install", "ln", "mv"}) || words.size() < 2) return written;
  const std::string& to = words.back();
  written.push_back(to);
  if (to != "." && !to.ends_with('/')) return written;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    written.push_back(to + '/' + std::string(base_name(words[i])));
  return written;
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
  return dot == std::string_view::npos || dot == 0 || name.ends_with(".rs");
}

std::string arrival_of(const CopyInstruction& copy, std::string_view source) {
  const bool file =
      source.ends_with(".rs") && source.find_first_of(k_pattern_symbols) == std::string_view::npos;
  const std::set<std::string> places = file ? copied_to(copy, source) : std::set<std::string>();
  return places.empty() ? copy.destination : *places.begin();
}

bool brings_placeholder(const CopyInstruction& copy) {
  if (!copy.destination.ends_with(".rs")) return false;
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
  std::vector<std::string> sources = initialised_sources(command, directory);
  std::vector<std::string> written = written_files(command);
  if (command.program() == "touch") written = operands(command);
  for (const std::string& path : written) {
    if (path.ends_with(".rs")) sources.push_back(absolute_path(directory, path, TrailingSlash::drop));
  }
  return sources;
}

bool touches(const ShellCommand& command, std::string_view directory, std::string_view path) {
  if (finds_and_touches(command)) return true;
  if (!is_touch(command)) return false;
  if (command.more_words) return true;
  const std::vector<std::string> files = operands(command);
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    return has_pattern(file) || is_named(file, directory, path);
  });
}

bool renews(const ShellCommand& command, std::string_view directory, std::string_view path) {
  if (touches(command, directory, path)) return true;
  const std::optional<std::vector<std::string>> edited = edited_files(command);
  if (edited && command.more_words) return true;
  const std::vector<std::string> files = edited ? *edited : written_files(command);
  return std::any_of(files.begin(), files.end(), [&](const std::string& file) {
    if (!has_pattern(file)) return is_named(file, directory, path);
    // "src/$f.rs", "src/*"; not "$GITHUB_ENV"
    return file.ends_with(".rs") ||
           fnmatch(std::string(base_name(file)).c_str(), std::string(base_name(path)).c_str(), 0) == 0;
  });
}

bool touches_sources(const ShellCommand& command) {
  if (finds_and_touches(command)) return true;
  if (!is_touch(command)) return false;
  if (command.more_words) return true;
  const std::vector<std::string> files = operands(command);
  return std::any_of(files.begin(), files.end(), [](const std::string& file) {
    return file.ends_with(".rs") || has_pattern(file);
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
