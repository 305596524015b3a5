// SPDX-License-Identifier: Apache-2.0
#include "evidence/started_file.hpp"

#include "inputs/path_name.hpp"
#include "inputs/program_wrapper.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/shell_script.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

// The engine's, for an image that sets none.
constexpr std::string_view k_default_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

constexpr int k_deepest_wrapper = 8;

constexpr auto k_inits = std::to_array<ProgramWrapper>({{"docker-init", "ep", "", 0},
                                                        {"dumb-init", "r", "rewrite", 0},
                                                        {"tini", "ep", "", 0},
                                                        {"tini-static", "ep", "", 0}});

const ProgramWrapper* find_starter(std::string_view program) {
  const auto* const init = std::find_if(
      k_inits.begin(), k_inits.end(), [&](const ProgramWrapper& known) { return known.name == program; });
  if (init != k_inits.end()) return init;
  return is_one_of(program, {"env", "gosu", "su-exec"}) ? find_wrapper(program) : nullptr;
}

// What env is told that may matter to where the program is found.
enum class SearchPath { kept, dropped, unclear };

SearchPath search_path_after(const std::string& option, std::string_view next) {
  if (is_one_of(option, {"-", "-i", "--ignore-environment"})) return SearchPath::dropped;
  if (is_one_of(option, {"--", "-v", "--debug"})) return SearchPath::kept;
  const bool takes_next = is_one_of(option, {"-u", "--unset"});
  constexpr std::string_view k_unset = "--unset=";
  if (!takes_next && !option.starts_with(k_unset)) return SearchPath::unclear;
  const std::string_view name = takes_next ? next : std::string_view(option).substr(k_unset.size());
  return name == "PATH" ? SearchPath::dropped : SearchPath::kept;
}

Words from(const Words& words, std::size_t at) {
  return at < words.size() ? Words(words.begin() + static_cast<std::ptrdiff_t>(at), words.end()) : Words();
}

// The wrapper's options, which stand behind its name.
Words options_of(const ProgramWrapper& starter, const Words& words) {
  std::size_t at = 1;
  while (at < words.size() && words[at].starts_with('-')) {
    const std::string& option = words[at];
    at += starter.takes_next(option) ? std::size_t{2} : std::size_t{1};
    if (option == "--") break;
  }
  return {words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(std::min(at, words.size()))};
}

// Takes the assignments off the words behind env's options.
SearchPath search_path_of_env(const Words& options, Words& words) {
  SearchPath search = SearchPath::kept;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string_view next = i + 1 < options.size() ? std::string_view(options[i + 1]) : "";
    search = std::max(search, search_path_after(options[i], next));
    if (is_one_of(options[i], {"-u", "--unset"})) ++i;
  }
  const auto program = std::find_if(words.begin(), words.end(), [](const std::string& word) {
    return word.find('=') == std::string::npos;
  });
  const bool assigned =
      std::any_of(words.begin(), program, [](const std::string& word) { return word.starts_with("PATH="); });
  words.erase(words.begin(), program);
  return assigned ? std::max(search, SearchPath::dropped) : search;
}

// The program that a wrapper starts, with its arguments; nothing where that cannot be told.
std::optional<Words> wrapped(const Words& words) {
  const ProgramWrapper* starter = find_starter(base_name(words.front()));
  if (starter == nullptr) return std::nullopt;
  const Words options = options_of(*starter, words);
  Words program = from(words, 1 + options.size() + starter->operands);
  SearchPath search = SearchPath::kept;
  if (starter->name == "env") search = search_path_of_env(options, program);
  if (program.empty() || search == SearchPath::unclear) return std::nullopt;
  const bool found_by_path = program.front().find('/') == std::string::npos;
  if (search == SearchPath::dropped && found_by_path) return std::nullopt;
  return program;
}

// A word that a shell leaves as it is.
bool is_plain(std::string_view word) {
  return !word.empty() && word.find_first_of("$`*?[{~") == std::string_view::npos;
}

bool is_builtin(std::string_view word) {
  return is_one_of(word,
                   {".",      ":",     "[",       "alias",  "bg",     "break", "case", "cd",       "command",
                    "echo",   "eval",  "exit",    "export", "false",  "fg",    "for",  "function", "getopts",
                    "hash",   "jobs",  "kill",    "local",  "printf", "pwd",   "read", "readonly", "return",
                    "select", "set",   "shift",   "source", "test",   "times", "trap", "true",     "type",
                    "ulimit", "umask", "unalias", "unset",  "wait"});
}

Words texts_of(const std::vector<ShellWord>& words, std::size_t at) {
  Words texts;
  for (; at < words.size(); ++at) texts.push_back(words[at].text);
  return texts;
}

// The program of a simple command, with its arguments, where the shell starts what is written there.
std::optional<Words> program_of(const SimpleCommand& command) {
  std::size_t at = 0;
  for (; at < command.words.size(); ++at) {
    const std::string_view text = command.words[at].text;
    const std::size_t length = assignment_name(text);
    if (length == 0) break;
    if (text.substr(0, length) == "PATH") return std::nullopt;
  }
  if (at >= command.words.size() || is_reserved(command.words[at])) return std::nullopt;
  Words words = texts_of(command.words, at);
  if (words.front() == "exec") {
    words.erase(words.begin());
  } else if (is_builtin(words.front())) {
    return std::nullopt;
  }
  if (words.empty() || words.front().starts_with('-') || !is_plain(words.front())) return std::nullopt;
  return words;
}

// The words of a script that does no more than to start one program.
std::optional<Words> only_program(const std::string& script) {
  const std::vector<SimpleCommand> commands = read_shell_script(script);
  if (commands.size() != 1 || script[script.find_last_not_of(" \t\n")] == '&') return std::nullopt;
  const SimpleCommand& command = commands.front();
  if (!command.substitutions.empty() || command.subshells_begun > 0) return std::nullopt;
  return program_of(command);
}

// How a shell is started.
struct ShellStart {
  bool text_follows = false;  // -c
  bool login = false;         // it reads files first that may change PATH
  Words operands;             // the text or the script's name, and the arguments
};

ShellStart read_shell_start(const Words& words) {
  ShellStart start;
  std::size_t at = 1;
  for (; at < words.size() && words[at].size() > 1 && words[at].starts_with('-'); ++at) {
    const std::string& option = words[at];
    if (option == "--") {
      ++at;
      break;
    }
    const bool letters = option[1] != '-';
    start.login = start.login || option == "--login" || (letters && option.find('l') != std::string::npos);
    start.text_follows = start.text_follows || (letters && option.find('c') != std::string::npos);
    if (letters && option.ends_with('o')) ++at;
  }
  start.operands = from(words, at);
  return start;
}

class ProgramSearch {
 public:
  ProgramSearch(const ImageFacts& image, const ImageTree& tree)
      : tree_(tree), workdir_(image.workdir.empty() ? "/" : image.workdir), path_(k_default_path) {
    constexpr std::string_view k_name = "PATH=";
    for (const std::string& variable : image.environment) {
      if (variable.starts_with(k_name)) path_ = variable.substr(k_name.size());
    }
  }

  StartedFile start(Words words) const {
    Step step;
    std::optional<StartedFile> shell;  // whose one command these words are
    for (int depth = 0; depth < k_deepest_wrapper; ++depth) {
      if (shell && !is_plain(words.front())) return *shell;
      step = look_into(words);
      if (!step.next) break;
      if (step.started.kind == StartedFile::Kind::script) shell = step.started;
      words = std::move(*step.next);
    }
    return step.started;
  }

 private:
  // What words start, and the words that this does no more than to start.
  struct Step {
    StartedFile started;
    std::optional<Words> next;
  };

  Step look_into(const Words& words) const {
    StartedFile started = look_at(words.front());
    if (started.kind == StartedFile::Kind::missing) return {started, std::nullopt};
    const ImageFile& file = *tree_.find(started.path);
    if (!file.script.empty()) return {as_script(started, file.script, from(words, 1)), std::nullopt};
    if (!file.elf) return {{StartedFile::Kind::missing, started.word, "", ""}, std::nullopt};
    if (file.rust) return {started, std::nullopt};
    if (is_shell(base_name(words.front()))) return look_into_shell(started, read_shell_start(words));
    return {started, wrapped(words)};
  }

  Step look_into_shell(const StartedFile& shell, const ShellStart& start) const {
    if (start.operands.empty()) return {shell, std::nullopt};
    const std::string& operand = start.operands.front();
    if (!start.text_follows) return {script_file(start.operands), std::nullopt};
    return {as_script(shell, operand, from(start.operands, 2)),
            start.login ? std::nullopt : only_program(operand)};
  }

  // A regular file that may be executed; empty where there is none.
  std::string executable_at(const std::string& path) const {
    const std::string whole = path.starts_with('/') ? path : with_slash(workdir_) + path;
    std::string found = tree_.resolve(whole);
    const ImageFile* file = tree_.find(found);
    const bool fit = file != nullptr && file->type == ImageFile::Type::regular && (file->mode & 0111U) != 0;
    return fit ? found : std::string();
  }

  std::string look_up(const std::string& word) const {
    if (word.empty()) return {};
    if (word.find('/') != std::string::npos) return executable_at(word);
    for (std::size_t begin = 0; begin <= path_.size() && !path_.empty();) {
      const std::size_t end = std::min(path_.find(':', begin), path_.size());
      std::string found = executable_at(join_path(path_.substr(begin, end - begin), word));
      if (!found.empty()) return found;
      begin = end + 1;
    }
    return {};
  }

  StartedFile look_at(const std::string& word) const {
    std::string path = look_up(word);
    const auto kind = path.empty() ? StartedFile::Kind::missing : StartedFile::Kind::program;
    return {kind, word, std::move(path), ""};
  }

  StartedFile as_script(StartedFile started, const std::string& script, const Words& arguments) const {
    started.kind = StartedFile::Kind::script;
    started.hint = hint_of(script, arguments);
    return started;
  }

  // A shell reads a script by its path below WORKDIR, executable or not.
  StartedFile script_file(const Words& operands) const {
    const std::string& word = operands.front();
    const std::string path = tree_.resolve(word.starts_with('/') ? word : with_slash(workdir_) + word);
    const ImageFile* file = tree_.find(path);
    if (file == nullptr || file->type != ImageFile::Type::regular)
      return {StartedFile::Kind::missing, word, "", ""};
    return as_script({StartedFile::Kind::script, word, path, ""}, file->script, from(operands, 1));
  }

  std::string hint_of(const std::string& script, const Words& arguments) const {
    std::string hint;
    for (const SimpleCommand& command : read_shell_script(script)) {
      const auto exec = std::find_if(command.words.begin(), command.words.end(), [](const ShellWord& word) {
        return !is_reserved(word) && assignment_name(word.text) == 0;
      });
      if (exec == command.words.end() || exec->text != "exec") continue;
      std::string path = executed(
          texts_of(command.words, static_cast<std::size_t>(exec - command.words.begin()) + 1), arguments);
      if (!path.empty()) hint = std::move(path);
    }
    return hint;
  }

  // The program that the words behind an `exec` start; empty where that is not written out.
  std::string executed(const Words& written, const Words& arguments) const {
    Words words;
    for (const std::string& word : written) {
      if (word == "$@") {
        words.insert(words.end(), arguments.begin(), arguments.end());
      } else {
        words.push_back(word);
      }
    }
    for (int depth = 0; depth < k_deepest_wrapper && !words.empty(); ++depth) {
      std::optional<Words> next = wrapped(words);
      if (!next) break;
      words = std::move(*next);
    }
    return !words.empty() && is_plain(words.front()) ? look_up(words.front()) : std::string();
  }

  const ImageTree& tree_;
  std::string workdir_;
  std::string path_;
};

}  // namespace

StartedFile resolve_started_file(const ImageFacts& image, const ImageTree& tree) {
  Words words = image.entrypoint;
  words.insert(words.end(), image.command.begin(), image.command.end());
  if (words.empty()) return {};
  return ProgramSearch(image, tree).start(std::move(words));
}

}  // namespace cb21
