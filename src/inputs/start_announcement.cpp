// SPDX-License-Identifier: Apache-2.0
#include "inputs/start_announcement.hpp"

#include "inputs/log_statement.hpp"
#include "inputs/main_function.hpp"
#include "inputs/rust_statements.hpp"
#include "inputs/token_tree.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace cb21 {
namespace {

using Kind = StartAnnouncement::Kind;
using Token = RustToken::Kind;

constexpr auto k_macros = std::to_array<std::string_view>({"debug",
                                                           "eprint",
                                                           "eprintln",
                                                           "error",
                                                           "event",
                                                           "info",
                                                           "log",
                                                           "print",
                                                           "println",
                                                           "trace",
                                                           "warn",
                                                           "write",
                                                           "writeln"});

// Words of a start message that are no service's name.
constexpr auto k_common_words = std::to_array<std::string_view>(
    {"a",       "an",    "and",     "app",      "application", "at",      "binary", "boot",    "booting",
     "build",   "by",    "commit",  "daemon",   "env",         "for",     "from",   "hello",   "in",
     "info",    "init",  "is",      "launched", "launching",   "main",    "mode",   "now",     "of",
     "on",      "pid",   "port",    "process",  "program",     "release", "rev",    "running", "server",
     "service", "start", "started", "starting", "startup",     "system",  "the",    "to",      "up",
     "v",       "ver",   "version", "with",     "world"});

// Calls that set up what a program needs before it can say anything.
constexpr auto k_setup_words = std::to_array<std::string_view>({"color_eyre",
                                                                "dotenv",
                                                                "dotenvy",
                                                                "human_panic",
                                                                "install",
                                                                "miette",
                                                                "set_hook",
                                                                "setup",
                                                                "setup_panic"});

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80U;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

// A literal's words, and the names in its placeholders.
struct MessageWords {
  std::vector<std::string> words;
  std::vector<std::string> placeholders;
};

MessageWords words_of(std::string_view literal) {
  MessageWords found;
  bool placeholder = false;
  for (std::size_t at = 0; at < literal.size();) {
    std::size_t end = at;
    while (end < literal.size() && (is_letter_or_digit(literal[end]) || literal[end] == '_')) ++end;
    if (end == at) {
      placeholder = literal[at] == '{' || (placeholder && literal[at] != '}');
      ++at;
      continue;
    }
    auto& words = placeholder ? found.placeholders : found.words;
    words.push_back(lower(literal.substr(at, end - at)));
    at = end;
  }
  return found;
}

// "auth-gateway" as its parts, to find any of them in a message.
std::set<std::string, std::less<>> parts_of(const std::vector<std::string>& names) {
  std::set<std::string, std::less<>> parts;
  for (const std::string& name : names) {
    for (std::size_t begin = 0; begin < name.size();) {
      const std::size_t end = std::min(name.find_first_of("-_", begin), name.size());
      if (end > begin) parts.insert(lower(name.substr(begin, end - begin)));
      begin = end + 1;
    }
    parts.insert(lower(name));
  }
  return parts;
}

// [path ::] name ! ( ... )
struct MacroCall {
  std::string name;
  std::size_t line = 0;
  TokenRange arguments;
};

std::optional<MacroCall> read_call(const TokenTree& tree, const RustStatement& statement) {
  std::size_t at = statement.tokens.begin;
  if (tree.is_name(at, "let") && tree.is_name(at + 1, "_") && tree.is(at + 2, '=')) at += 3;
  while (tree.is(at, ':') || (tree.is(at, Token::identifier) && tree.is(at + 1, ':'))) ++at;
  const bool calls = tree.is(at, Token::identifier) && tree.is(at + 1, '!') && tree.opens(at + 2);
  if (!calls || !is_one_of(tree[at].text, k_macros)) return std::nullopt;
  return MacroCall{tree[at].text, tree[at].line, tree.inside(at + 2)};
}

// "2", "v2"
bool is_number(std::string_view word) {
  if (word.starts_with('v')) word.remove_prefix(1);
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool speaks_of(std::string_view word, std::string_view what) {
  return lower(word).find(what) != std::string::npos;
}

// Bindings that no set-up has needed yet, by the names that they bind. Linear in all that it is given.
class PendingBindings {
 public:
  explicit PendingBindings(const TokenTree& tree) : tree_(tree) {}

  bool empty() const { return pending_ == 0; }

  void add(TokenRange binding);
  // Bindings that the set-up uses, be it by way of others before them, come before it with right.
  void settle(TokenRange setup);

 private:
  struct Binding {
    TokenRange tokens;
    bool settled = false;
  };

  struct Binders {
    std::vector<std::size_t> bindings;  // ascending
    std::size_t settled = 0;            // of the first ones
  };

  void settle_used_by(TokenRange tokens, std::size_t before, std::vector<std::size_t>& newly_settled);

  const TokenTree& tree_;
  std::vector<Binding> bindings_;
  std::unordered_map<std::string_view, Binders> by_name_;
  std::size_t pending_ = 0;
};

void PendingBindings::add(TokenRange binding) {
  for (std::size_t at = binding.begin + 1; at < binding.end && !tree_.is(at, '='); ++at) {
    if (tree_.is(at, Token::identifier) && !tree_.is_name(at, "mut"))
      by_name_[tree_[at].text].bindings.push_back(bindings_.size());
  }
  bindings_.push_back({binding});
  ++pending_;
}

void PendingBindings::settle(TokenRange setup) {
  std::vector<std::size_t> waiting;
  settle_used_by(setup, bindings_.size(), waiting);
  while (!waiting.empty()) {
    const std::size_t binding = waiting.back();
    waiting.pop_back();
    settle_used_by(bindings_[binding].tokens, binding, waiting);
  }
}

void PendingBindings::settle_used_by(TokenRange tokens,
                                     std::size_t before,
                                     std::vector<std::size_t>& newly_settled) {
  for (std::size_t at = tokens.begin; at < tokens.end; ++at) {
    const auto found = tree_.is(at, Token::identifier) ? by_name_.find(tree_[at].text) : by_name_.end();
    if (found == by_name_.end()) continue;
    Binders& binders = found->second;
    for (; binders.settled < binders.bindings.size() && binders.bindings[binders.settled] < before;
         ++binders.settled) {
      Binding& binding = bindings_[binders.bindings[binders.settled]];
      if (std::exchange(binding.settled, true)) continue;
      --pending_;
      newly_settled.push_back(binders.bindings[binders.settled]);
    }
  }
}

class Reader {
 public:
  Reader(const TokenTree& tree, const std::vector<std::string>& names)
      : tree_(tree), name_parts_(parts_of(names)), pending_(tree) {}

  void read(const RustStatement& statement) {
    const bool settled = said_.kind == Kind::first || said_.kind == Kind::late;
    if (settled || statement.kind == RustStatement::Kind::item) return;
    const auto call = read_call(tree_, statement);
    if (call) return read_message(*call, statement.attributed);
    if (sets_up(statement.tokens)) return pending_.settle(statement.tokens);
    if (statement.kind == RustStatement::Kind::binding) {
      pending_.add(statement.tokens);
    } else {
      late_ = true;
    }
  }

  const StartAnnouncement& said() const { return said_; }

 private:
  void read_message(const MacroCall& call, bool attributed);
  bool sets_up(TokenRange tokens) const;
  bool tells_version(TokenRange arguments) const;
  bool tells_name(TokenRange arguments) const;
  bool is_quiet(const MacroCall& call) const;

  bool is_name(const std::string& word) const {
    return name_parts_.contains(word) ||
           (word.size() > 1 && !is_one_of(word, k_common_words) && !is_number(word));
  }

  const TokenTree& tree_;
  std::set<std::string, std::less<>> name_parts_;
  PendingBindings pending_;
  bool late_ = false;
  StartAnnouncement said_{.kind = Kind::missing};
};

// The best that is said: a message that says all of it, else the first.
void Reader::read_message(const MacroCall& call, bool attributed) {
  const bool version = tells_version(call.arguments);
  const bool name = tells_name(call.arguments);
  const bool late = late_ || !pending_.empty();
  Kind kind = late ? Kind::late : Kind::first;
  if (!version) {
    kind = Kind::versionless;
  } else if (!name) {
    kind = Kind::nameless;
  } else if (attributed) {
    kind = Kind::conditional;
  } else if (is_quiet(call)) {
    kind = Kind::quiet;
  }
  late_ = true;
  const bool better = said_.kind == Kind::missing || kind == Kind::first || kind == Kind::late ||
                      (said_.kind == Kind::versionless && version);
  if (better) said_ = {.kind = kind, .line = 0, .said_line = call.line, .macro = call.name};
}

bool Reader::is_quiet(const MacroCall& call) const {
  if (call.name == "debug" || call.name == "trace") return true;
  const bool levelled = call.name == "event" || call.name == "log";
  const auto mentions = [&](std::string_view level) { return tree_.mentions(call.arguments, level); };
  return levelled && (mentions("DEBUG") || mentions("TRACE") || mentions("Debug") || mentions("Trace"));
}

bool Reader::sets_up(TokenRange tokens) const {
  for (std::size_t at = tokens.begin; at < tokens.end; ++at) {
    const std::string& word = tree_[at].text;
    // RUST_LOG, RUST_BACKTRACE
    if (tree_.is(at, Token::string) && word.starts_with("RUST_")) return true;
    if (!tree_.is(at, Token::identifier)) continue;
    if (names_logger(word) || word.starts_with("install_") || word.starts_with("setup_") ||
        is_one_of(word, k_setup_words))
      return true;
  }
  return false;
}

bool Reader::tells_version(TokenRange arguments) const {
  for (std::size_t at = arguments.begin; at < arguments.end; ++at) {
    if (tree_.is(at, Token::identifier) && speaks_of(tree_[at].text, "version")) return true;
    if (!tree_.is(at, Token::string)) continue;
    const std::string& literal = tree_[at].text;
    const auto names = words_of(literal).placeholders;
    if (literal.starts_with("CARGO_PKG_VERSION") ||
        std::any_of(names.begin(), names.end(), [](const std::string& n) { return speaks_of(n, "version"); }))
      return true;
  }
  return false;
}

bool Reader::tells_name(TokenRange arguments) const {
  for (std::size_t at = arguments.begin; at < arguments.end; ++at) {
    if (tree_.is(at, Token::identifier) && speaks_of(tree_[at].text, "name")) return true;
    if (!tree_.is(at, Token::string) || tree_[at].text.starts_with("CARGO_PKG_VERSION")) continue;
    const MessageWords message = words_of(tree_[at].text);
    if (std::any_of(message.words.begin(), message.words.end(), [&](const auto& w) { return is_name(w); }) ||
        std::any_of(message.placeholders.begin(), message.placeholders.end(), [](const std::string& n) {
          return speaks_of(n, "name");
        }))
      return true;
  }
  return false;
}

}  // namespace

StartAnnouncement find_start_announcement(std::string_view source, const std::vector<std::string>& names) {
  const TokenTree tree(lex_rust(source));
  const auto main = find_main_function(tree);
  if (!main) return {};
  Reader reader(tree, names);
  for (const RustStatement& statement : split_statements(tree, main->body)) reader.read(statement);
  StartAnnouncement said = reader.said();
  said.line = main->line;
  return said;
}

}  // namespace cb21
