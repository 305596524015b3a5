// SPDX-License-Identifier: Apache-2.0
#include "check/image_build.hpp"

#include "check/flag_words.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <span>

namespace cb21 {
namespace {

using Words = std::span<const std::string>;

bool is_variable(std::string_view word) { return word.find('$') != std::string_view::npos; }

// A variable and nothing else: beside a '/' it is part of a path.
bool may_hold_flags(std::string_view word) {
  int depth = 0;
  for (const char c : word) {
    depth += (c == '{' || c == '(' ? 1 : 0) - (c == '}' || c == ')' ? 1 : 0);
    if (c == '/' && depth == 0) return false;
  }
  return word.starts_with('$');
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return lower;
}

// The program, a variable named for it ("$(DOCKER)", "${DOCKER_CMD}") taken for it.
std::string program_of(std::string_view word) {
  if (!is_variable(word)) return std::string(word.substr(word.find_last_of('/') + 1));
  const std::string lower = lower_case(word);
  for (const std::string_view known :
       {"cb21", "docker-build", "docker_build", "compose", "podman", "docker"}) {
    if (lower.find(known) == std::string::npos) continue;
    if (known == "docker_build") return "docker-build";
    return known == "compose" ? "docker-compose" : std::string(known);
  }
  return {};
}

bool is_engine(std::string_view program) { return program == "docker" || program == "podman"; }

// docker's and compose's global flags that take the next word.
bool takes_next(std::string_view flag) {
  return is_one_of(flag, {"--config",
                          "--context",
                          "-c",
                          "--host",
                          "-H",
                          "--log-level",
                          "-l",
                          "--tlscacert",
                          "--tlscert",
                          "--tlskey",
                          "--builder",
                          "-f",
                          "--file",
                          "-p",
                          "--project-name",
                          "--project-directory",
                          "--profile",
                          "--env-file",
                          "--ansi",
                          "--progress",
                          "--parallel"});
}

void skip_globals(Words& words) {
  while (!words.empty() && (is_variable(words.front()) || words.front().starts_with('-'))) {
    const bool valued = takes_next(words.front());
    words = words.subspan(std::min<std::size_t>(valued ? 2 : 1, words.size()));
  }
}

// Takes the words of a docker command ("buildx", "build") off the front, globals in between.
bool take(Words& words, std::initializer_list<std::string_view> command) {
  Words rest = words;
  for (const std::string_view word : command) {
    skip_globals(rest);
    if (rest.empty() || rest.front() != word) return false;
    rest = rest.subspan(1);
  }
  words = rest;
  return true;
}

bool take_build(Words& words) {
  return take(words, {"build"}) || take(words, {"image", "build"}) || take(words, {"builder", "build"}) ||
         take(words, {"buildx", "build"}) || take(words, {"buildx", "b"});
}

bool is_true(std::string_view value) { return is_one_of(value, {"1", "t", "T", "true", "True", "TRUE"}); }

bool is_false(std::string_view value) {
  return is_one_of(value, {"0", "f", "F", "false", "False", "FALSE", "never", "missing"});
}

// Reads the words after `build` one flag after another.
class BuildReader {
 public:
  explicit BuildReader(ImageBuild& build) : build_(build) {}

  void read_globals(Words words) {
    for (const FlagWord& word : read_flag_words(words)) {
      if (!word.name.empty()) read_flag(word.name, std::string(word.value.value_or("true")));
    }
  }

  void read(Words words) {
    for (const FlagWord& word : read_flag_words(words)) read_word(word);
    for (const std::string_view word : positionals_) {
      if (may_hold_flags(word)) {
        doubt(build_.uncached);
        doubt(build_.pulls);
      } else if (!build_.compose) {
        build_.context = std::string(word);
      }
    }
  }

 private:
  void read_word(const FlagWord& word) {
    const std::string_view written = word.name.empty() ? word.value.value_or("") : word.name;
    if (written.find("--no-cache") != std::string_view::npos && is_variable(written)) {
      build_.uncached = Known::unknown;  // ${NO_CACHE:+--no-cache}
    } else if (!word.name.empty()) {
      read_flag(word.name, std::string(word.value.value_or("true")));
    } else if (!written.empty()) {
      positionals_.push_back(written);
    }
  }

  void read_flag(std::string_view name, const std::string& value) {
    if (name == "--no-cache") build_.uncached = switch_value(value);
    if (name == "--layers") note_layers(value);
    if (name == "--pull" || name == "--pull-always") build_.pulls = switch_value(value);
    if (name == "--push" && !is_false(value)) build_.pushes = true;
    if (name == "--set") note_override(value);
    if (name == "--cb21-off" && is_true(value)) build_.verified = false;
    if (name == "--cb21-profile") build_.production_profile = value != "development";
    read_named(name, value);
  }

  // What has a short name, too, or a value that is a name.
  void read_named(std::string_view name, const std::string& value) {
    if (name == "-f" || name == "--file") note_file(value);
    if (name == "-o" || name == "--output") note_output(value);
    if (name == "-t" || name == "--tag") note_name(value);
    if (name == "--target") build_.target = value;
  }

  static Known switch_value(std::string_view value) {
    if (is_variable(value)) return Known::unknown;
    return is_false(value) ? Known::no : Known::yes;
  }

  // podman keeps no layers, and then uses none, where it is told so.
  void note_layers(std::string_view value) {
    if (is_variable(value)) doubt(build_.uncached);
    if (is_false(value)) build_.uncached = Known::yes;
  }

  // compose's own -t is a time.
  void note_name(const std::string& name) {
    if (!build_.compose) build_.names.push_back(name);
  }

  void note_file(const std::string& file) {
    if (build_.compose) {
      build_.compose_files.push_back(file);
    } else {
      build_.dockerfile = file;
    }
  }

  void note_output(std::string_view output) {
    if (output.find("type=registry") != std::string_view::npos ||
        output.find("push=true") != std::string_view::npos)
      build_.pushes = true;
  }

  // bake's TARGET.KEY=VALUE
  void note_override(std::string_view setting) {
    if (setting.ends_with(".no-cache=true")) build_.uncached = Known::yes;
    if (setting.ends_with(".pull=true")) build_.pulls = Known::yes;
    if (setting.find("push=true") != std::string_view::npos) build_.pushes = true;
  }

  static void doubt(Known& known) {
    if (known == Known::no) known = Known::unknown;
  }

  ImageBuild& build_;
  std::vector<std::string_view> positionals_;
};

ImageBuild read_words(Words words, ImageBuild build) {
  BuildReader(build).read(words);
  return build;
}

std::optional<ImageBuild> read_compose(Words words) {
  Words command = words;
  const bool up = take(command, {"up"});
  if (up && std::find(command.begin(), command.end(), "--build") == command.end()) return std::nullopt;
  if (!up && !take(command, {"build"})) return std::nullopt;
  ImageBuild build;
  build.compose = true;
  // The globals name its files.
  BuildReader(build).read_globals(words.first(words.size() - command.size()));
  return read_words(command, std::move(build));
}

// What a bake file says of the cache is not looked at.
std::optional<ImageBuild> read_bake(Words words) {
  ImageBuild build = read_words(words, {});
  build.names.clear();
  build.dockerfile.reset();
  build.context.reset();
  if (build.uncached == Known::no) build.uncached = Known::unknown;
  if (build.pulls == Known::no) build.pulls = Known::unknown;
  return build;
}

bool is_cb21_verb(Words words) {
  return !words.empty() && is_one_of(words.front(),
                                     {"status",
                                      "why",
                                      "verify",
                                      "check",
                                      "diagnose",
                                      "audit",
                                      "prune",
                                      "forget",
                                      "init",
                                      "help",
                                      "version"});
}

std::optional<ImageBuild> read_cb21(Words words) {
  if (is_cb21_verb(words)) return std::nullopt;
  if (!words.empty() && words.front() == "build") words = words.subspan(1);
  return read_words(words, {.verified = true});
}

std::optional<ImageBuild> read_engine_command(Words words) {
  if (take(words, {"compose"})) return read_compose(words);
  if (take(words, {"buildx", "bake"})) return read_bake(words);
  if (take(words, {"cb21"})) return read_cb21(words);
  if (take_build(words)) return read_words(words, {});
  return std::nullopt;
}

// Kaniko keeps no layers unless it is told to, and takes the base from the registry.
std::optional<ImageBuild> read_kaniko(Words words) {
  ImageBuild build{.uncached = Known::yes, .pulls = Known::yes};
  for (const std::string& word : words) {
    if (word == "--cache" || word.starts_with("--cache=t")) build.uncached = Known::no;
    if (word.starts_with("--destination") || word == "-d") build.pushes = true;
  }
  return build;
}

std::optional<ImageBuild> read_program(std::string_view program, Words words) {
  if (is_engine(program)) return read_engine_command(words);
  if (program == "docker-compose") return read_compose(words);
  if (program == "executor") return read_kaniko(words);
  if (program == "docker-build") return read_words(words, {.verified = true});
  return program == "cb21" ? read_cb21(words) : std::nullopt;
}

std::vector<std::string> positionals(Words words) {
  std::vector<std::string> found;
  for (const std::string& word : words) {
    if (!word.starts_with('-')) found.push_back(word);
  }
  return found;
}

// A prune of the whole cache, or one that may be.
bool prunes_all(Words words) {
  const std::vector<FlagWord> flags = read_flag_words(words);
  const auto keeps = [](const FlagWord& word) {
    return is_one_of(
        word.name,
        {"--filter", "--keep-storage", "--max-used-space", "--min-free-space", "--reserved-space"});
  };
  const auto asks = [](const FlagWord& word) {
    return word.name == "--all" || word.name == "-a" ||
           (word.name.empty() && may_hold_flags(word.value.value_or("")));
  };
  return std::none_of(flags.begin(), flags.end(), keeps) && std::any_of(flags.begin(), flags.end(), asks);
}

DockerDeed read_engine_deed(Words words) {
  if (take(words, {"push"}) || take(words, {"image", "push"}))
    return {.kind = DockerDeed::Kind::push, .names = positionals(words)};
  if (take(words, {"tag"}) || take(words, {"image", "tag"}))
    return {.kind = DockerDeed::Kind::tag, .names = positionals(words)};
  const bool prunes = take(words, {"builder", "prune"}) || take(words, {"buildx", "prune"}) ||
                      take(words, {"system", "prune"});
  return prunes && prunes_all(words) ? DockerDeed{.kind = DockerDeed::Kind::prune, .names = {}}
                                     : DockerDeed{};
}

}  // namespace

std::optional<ImageBuild> read_image_build(const ShellCommand& command) {
  if (command.words.empty()) return std::nullopt;
  std::optional<ImageBuild> build =
      read_program(program_of(command.words.front()), Words(command.words).subspan(1));
  if (!build) return std::nullopt;
  build->line = command.line;
  for (const auto& [name, value] : command.assignments) {
    if (name == "CB21_PROFILE" && value == "production") build->production_profile = true;
    if (name == "CB21_OFF" && is_true(value)) build->verified = false;
  }
  return build;
}

DockerDeed read_docker_deed(const ShellCommand& command) {
  if (command.words.empty()) return {};
  const std::string program = program_of(command.words.front());
  Words words = Words(command.words).subspan(1);
  if (program == "docker-compose" || (program == "docker" && take(words, {"compose"}))) {
    const bool pushes = std::find(words.begin(), words.end(), "push") != words.end();
    return {.kind = pushes ? DockerDeed::Kind::push_composed : DockerDeed::Kind::none, .names = {}};
  }
  return is_engine(program) ? read_engine_deed(words) : DockerDeed{};
}

bool speaks_of_production(std::string_view text) {
  static constexpr std::array<std::string_view, 12> k_words{"deploy",
                                                            "deployment",
                                                            "deploys",
                                                            "prod",
                                                            "production",
                                                            "publish",
                                                            "publishing",
                                                            "release",
                                                            "released",
                                                            "releases",
                                                            "releasing",
                                                            "ship"};
  static_assert(std::is_sorted(k_words.begin(), k_words.end()));
  std::string word;
  for (const char c : std::string(text) + ' ') {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      continue;
    }
    if (std::binary_search(k_words.begin(), k_words.end(), word)) return true;
    word.clear();
  }
  return false;
}

std::string_view without_tag(std::string_view name) {
  int depth = 0;
  std::size_t colon = std::string_view::npos;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    depth += (c == '{' || c == '(' ? 1 : 0) - (c == '}' || c == ')' ? 1 : 0);
    if (c == '/') colon = std::string_view::npos;
    if (c == ':' && depth == 0) colon = i;
  }
  return name.substr(0, colon);
}

}  // namespace cb21
