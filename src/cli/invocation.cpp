// SPDX-License-Identifier: Apache-2.0
#include "cli/invocation.hpp"

#include "cli/docker_flags.hpp"
#include "cli/spelling.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view k_plugin_name = "cb21";

// A verb, and the flags that it has and docker's build has not.
struct VerbWord {
  std::string_view word;
  Verb verb;
  std::array<std::string_view, 6> flags;
};

constexpr std::array k_verbs{
    VerbWord{"audit", Verb::audit, {}},
    VerbWord{"check", Verb::check, {"--format", "--list", "--no-waivers"}},
    VerbWord{"diagnose", Verb::diagnose, {"--json"}},
    VerbWord{"forget", Verb::forget, {}},
    VerbWord{"help", Verb::help, {}},
    VerbWord{"init", Verb::init, {"--ci", "--dev", "--docs", "--make", "--print"}},
    VerbWord{"prune", Verb::prune, {"--all", "--context"}},
    VerbWord{"status", Verb::status, {"--json"}},
    VerbWord{
        "verify", Verb::verify, {"--against", "--binary", "--json", "--marker", "--receipt", "--running"}},
    VerbWord{"version", Verb::version, {}},
    VerbWord{"why", Verb::why, {"--json"}},
};

// What `docker builder X` may be: the commands of buildx (docker/buildx commands/root.go) but for build, and
// but for version and help, which cb21 answers itself.
constexpr std::array<std::string_view, 19> k_buildx_commands{
    "bake",    "create", "dap",    "debug", "dial-stdio", "du", "f",    "history",   "imagetools", "inspect",
    "install", "ls",     "policy", "prune", "replay",     "rm", "stop", "uninstall", "use",
};

static_assert(std::ranges::is_sorted(k_buildx_commands));

Words tail(std::span<const std::string> words, std::size_t from) {
  const auto rest = words.subspan(std::min(from, words.size()));
  return {rest.begin(), rest.end()};
}

const VerbWord* find_verb(std::string_view word) {
  const auto* const found = std::ranges::find(k_verbs, word, &VerbWord::word);
  return found == k_verbs.end() ? nullptr : found;
}

bool is_directory(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

bool is_own_flag(const VerbWord& verb, std::string_view word) {
  return std::ranges::find(verb.flags, word.substr(0, word.find('='))) != verb.flags.end();
}

// Whether docker could build the directory that is named like the verb in words[0].
bool verb_is_context(const VerbWord& verb, std::span<const std::string> words) {
  const ParsedArguments parsed = parse_leniently(words);
  const bool means_verb = std::ranges::any_of(
      parsed.unknown_flags, [&](const std::string& flag) { return is_own_flag(verb, flag); });
  return !means_verb && parsed.positionals.size() == 1 && is_directory(words.front());
}

// A directory named build is the context of `cb21 build` when nothing else is.
bool build_is_context(std::span<const std::string> words) {
  return is_directory("build") && parse_leniently(words.subspan(1)).positionals.empty();
}

// Only in front: behind it the same word may be an option's value.
bool asks_for_help(std::span<const std::string> words) {
  return !words.empty() && (words.front() == "--help" || words.front() == "-h");
}

// Docker's build has neither flag.
bool asks_for_version(std::span<const std::string> words) {
  return words.size() == 1 && (words.front() == "--version" || words.front() == "-v");
}

// The verb, or the word build, that `word` is within a letter or two of; nothing where none is that near.
std::optional<std::string_view> nearly_a_verb(std::string_view word) {
  constexpr std::size_t k_longest = 16;
  constexpr std::size_t k_letters_a_slip = 3;
  if (word.size() > k_longest || word.starts_with('-')) return std::nullopt;
  const auto is_near = [&](std::string_view verb) {
    return edit_distance(word, verb) * k_letters_a_slip <= verb.size();
  };
  if (is_near("build")) return "build";
  const auto* const found = std::ranges::find_if(k_verbs, is_near, &VerbWord::word);
  return found == k_verbs.end() ? std::nullopt : std::optional(found->word);
}

// A build whose context is not there fails in any case. Throws Error(usage) where a verb was meant.
void refuse_misspelt_verb(const std::string& word) {
  std::error_code ignored;
  if (std::filesystem::exists(word, ignored)) return;
  if (const auto verb = nearly_a_verb(word)) {
    throw Error(
        "there is no folder " + escape(word) + " here; did you mean `cb21 " + std::string(*verb) + "`?",
        ExitCode::usage);
  }
}

Invocation read_command_line(std::span<const std::string> words) {
  if (words.empty()) return {};
  if (asks_for_version(words)) return {Verb::version, {}, {}};
  if (words.front() == "build" && !build_is_context(words)) return {Verb::build, {}, tail(words, 1)};
  const VerbWord* const verb = find_verb(words.front());
  if (verb != nullptr && !verb_is_context(*verb, words)) {
    if (asks_for_help(words.subspan(1))) return {Verb::help, {}, {}};
    return {verb->verb, {}, tail(words, 1)};
  }
  refuse_misspelt_verb(words.front());
  return {Verb::build, {}, tail(words, 0)};
}

// The words after the plugin's name. Here docker has told what is meant, so no directory is looked for.
Invocation read_plugin_command(Words globals, std::span<const std::string> words) {
  if (words.empty()) return {Verb::build, std::move(globals), {}};
  if (asks_for_version(words)) return {Verb::version, std::move(globals), {}};
  if (words.front() == "build") return {Verb::build, std::move(globals), tail(words, 1)};
  if (const VerbWord* const verb = find_verb(words.front())) {
    // `docker builder prune` arrives in the same words, and is docker's to help with.
    if (verb->verb != Verb::prune && asks_for_help(words.subspan(1))) return {Verb::help, {}, {}};
    return {verb->verb, std::move(globals), tail(words, 1)};
  }
  const bool known = std::ranges::binary_search(k_buildx_commands, std::string_view(words.front()));
  if (!known) refuse_misspelt_verb(words.front());
  return {known ? Verb::pass_through : Verb::build, std::move(globals), tail(words, 0)};
}

// Docker makes the plugin's words by replacing the first "build" (or "builder") it sees, even where that is a
// global flag's value: `docker --context build build .` arrives as `--context cb21 build build .` (docker/cli
// cmd/docker/builder.go forwardBuilder). Gives back what was typed.
std::optional<Words> undo_misplaced_name(std::span<const std::string> words, const Positional& command) {
  const auto found = std::ranges::find(words, k_plugin_name);
  const auto index = static_cast<std::size_t>(found - words.begin());
  if (index >= command.word) return std::nullopt;
  Words typed(words.begin(), words.end());
  if (command.text == "builder") {
    typed[index] = "builder";
    return typed;
  }
  if (command.text != "build" || typed[index + 1] != "build") return std::nullopt;
  typed.erase(typed.begin() + static_cast<std::ptrdiff_t>(index));
  return typed;
}

Invocation read_plugin_call(std::span<const std::string> words) {
  if (words.size() == 1 && words.front() == "docker-cli-plugin-metadata")
    return {Verb::plugin_metadata, {}, {}};
  const ParsedArguments parsed = parse_arguments(words, FlagSet::global);
  if (parsed.error || parsed.positionals.empty()) return read_command_line(words);
  const Positional& command = parsed.positionals.front();
  const auto globals = [](std::span<const std::string> from, std::size_t count) {
    return Words(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
  };
  if (command.text == k_plugin_name) {
    return read_plugin_command(globals(words, command.word), words.subspan(command.word + 1));
  }
  const std::optional<Words> typed = undo_misplaced_name(words, command);
  if (!typed) return read_command_line(words);
  const ParsedArguments again = parse_arguments(*typed, FlagSet::global);
  if (again.error || again.positionals.empty()) return read_command_line(words);
  const std::size_t name = again.positionals.front().word;
  // `build` is a word of the command, `builder` only stands for the plugin.
  const std::size_t rest = again.positionals.front().text == "build" ? name : name + 1;
  return read_plugin_command(globals(*typed, name), std::span(*typed).subspan(rest));
}

}  // namespace

Invocation read_invocation(std::span<const std::string> argv) {
  if (argv.empty()) return {};
  const std::string name = std::filesystem::path(argv.front()).filename().string();
  const auto words = argv.subspan(1);
  if (name == "docker-build") return {Verb::build, {}, tail(words, 0)};
  if (name == "docker-cb21") return read_plugin_call(words);
  return read_command_line(words);
}

}  // namespace cb21
