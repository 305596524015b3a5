// SPDX-License-Identifier: Apache-2.0
#include "inputs/log_statement.hpp"

#include "inputs/format_pieces.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace cb21 {

namespace {

using Kind = RustToken::Kind;

constexpr std::size_t k_longest_text = 256;

constexpr auto k_print_macros = std::to_array<std::string_view>({"print", "println", "eprint", "eprintln"});
constexpr auto k_write_macros = std::to_array<std::string_view>({"write", "writeln"});
constexpr auto k_log_macros =
    std::to_array<std::string_view>({"info", "warn", "error", "event", "debug", "trace", "log"});

bool is_log_crate(std::string_view name) { return name == "log" || name == "tracing"; }

struct MacroCall {
  std::string_view crate;  // the first segment of its path, if it has several
  std::string_view name;
  std::size_t name_index;
  std::size_t group;  // the opening delimiter
  bool plain_path;    // at most CRATE::NAME
};

// Of the tokens from `at`: [let _ =] [::] segment :: ... name ! ( ... )
std::optional<MacroCall> read_macro_call(const TokenTree& tree, std::size_t at) {
  if (tree.is_name(at, "let") && tree.is_name(at + 1, "_") && tree.is(at + 2, '=')) at += 3;
  if (tree.is(at, ':') && tree.is(at + 1, ':')) at += 2;
  const std::size_t first = at;
  std::size_t segments = 0;
  while (tree.is(at, Kind::identifier) && tree.is(at + 1, ':') && tree.is(at + 2, ':')) {
    at += 3;
    ++segments;
  }
  if (!tree.is(at, Kind::identifier) || !tree.is(at + 1, '!') || !tree.opens(at + 2)) return std::nullopt;
  const std::string_view crate = segments > 0 ? std::string_view(tree[first].text) : std::string_view();
  return MacroCall{crate, tree[at].text, at, at + 2, segments <= 1};
}

// Of the arguments, parted by commas and semicolons (log parts its key-values from the message by one).
std::vector<TokenRange> split_arguments(const TokenTree& tree, TokenRange group) {
  std::vector<TokenRange> arguments;
  std::size_t begin = group.begin;
  for (std::size_t at = begin; at < group.end; at = tree.after(at)) {
    if (!tree.is(at, ',') && !tree.is(at, ';')) continue;
    arguments.push_back({begin, at});
    begin = at + 1;
  }
  if (begin < group.end) arguments.push_back({begin, group.end});
  return arguments;
}

// Adjacent known parts are joined before they are read, as concat! does: "{" and "{" make one brace.
void feed_concatenation(FormatPieces& pieces, const TokenTree& tree, TokenRange group) {
  std::string known;
  for (const TokenRange& part : split_arguments(tree, group)) {
    if (part.end == part.begin + 1 && tree.is(part.begin, Kind::string)) {
      known += tree[part.begin].text;
      continue;
    }
    pieces.feed(known);
    pieces.feed_unknown();
    known.clear();
  }
  pieces.feed(known);
}

// The text of an argument that is a string literal or concat!(...); nothing for any other.
std::optional<std::string> literal_text(const TokenTree& tree, TokenRange argument) {
  FormatPieces pieces;
  if (argument.end == argument.begin + 1 && tree.is(argument.begin, Kind::string)) {
    pieces.feed(tree[argument.begin].text);
    return pieces.longest(k_longest_text);
  }
  const auto call = read_macro_call(tree, argument.begin);
  if (!call || call->name != "concat" || tree.after(call->group) != argument.end) return std::nullopt;
  feed_concatenation(pieces, tree, tree.inside(call->group));
  return pieces.longest(k_longest_text);
}

// The text goes to stdout or stderr, whose writers keep it in one piece.
bool writes_to_standard_stream(const TokenTree& tree, const std::vector<TokenRange>& arguments) {
  return !arguments.empty() &&
         (tree.mentions(arguments[0], "stdout") || tree.mentions(arguments[0], "stderr"));
}

// The first argument that is a literal: what comes before it are the logging macros' fields and targets. The
// print macros have it first.
std::string message_text(const TokenTree& tree, const MacroCall& call) {
  const std::vector<TokenRange> arguments = split_arguments(tree, tree.inside(call.group));
  const bool writes = is_one_of(call.name, k_write_macros);
  if (writes && !writes_to_standard_stream(tree, arguments)) return {};
  for (const TokenRange& argument : arguments) {
    if (auto text = literal_text(tree, argument)) return *text;
    if (is_one_of(call.name, k_print_macros)) break;
  }
  return {};
}

bool is_quiet(std::string_view macro) { return macro == "debug" || macro == "trace" || macro == "log"; }

}  // namespace

bool names_logger(std::string_view identifier) {
  if (is_log_crate(identifier)) return false;
  std::string name(identifier);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  name = '_' + name + '_';
  constexpr auto k_parts = std::to_array<std::string_view>({"logger",
                                                            "logging",
                                                            "log4rs",
                                                            "tracing",
                                                            "subscriber",
                                                            "telemetry",
                                                            "observability",
                                                            "_log_",
                                                            "_logs_",
                                                            "_fern_",
                                                            "_init_"});
  return std::any_of(k_parts.begin(), k_parts.end(), [&](std::string_view part) {
    return name.find(part) != std::string::npos;
  });
}

LogMacros::LogMacros(const TokenTree& tree) : tree_(tree) {
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (!tree.is(i, Kind::identifier)) continue;
    const std::string& name = tree[i].text;
    log_crate_ = log_crate_ || is_log_crate(name);
    logger_ = logger_ || names_logger(name);
    if (name == "use") note_imports(i + 1);
    if (i >= 2 && tree.is(i - 1, '!') && tree.is_name(i - 2, "macro_rules")) redefined_.insert(name);
  }
}

// Of a declaration like `use other::{info, warn};`, from behind its `use`.
void LogMacros::note_imports(std::size_t at) {
  while (tree_.is(at, ':')) ++at;
  if (!tree_.is(at, Kind::identifier) || is_log_crate(tree_[at].text)) return;
  for (; at < tree_.size() && !tree_.is(at, ';') && !tree_.is_name(at, "use"); ++at) {
    if (tree_.is(at, Kind::identifier) && !tree_.is(at + 1, ':')) redefined_.insert(tree_[at].text);
  }
}

bool LogMacros::is_kept(std::string_view macro, bool qualified) const {
  if (!qualified && redefined_.contains(macro)) return false;
  return !is_one_of(macro, k_log_macros) || (logger_ && (qualified || log_crate_));
}

std::optional<LogStatement> LogMacros::read(const RustStatement& statement) const {
  if (statement.kind != RustStatement::Kind::expression && statement.kind != RustStatement::Kind::binding) {
    return std::nullopt;
  }
  const auto call = read_macro_call(tree_, statement.tokens.begin);
  if (!call || !call->plain_path || tree_.after(call->group) > statement.tokens.end) return std::nullopt;
  const bool logs = is_one_of(call->name, k_log_macros);
  const bool prints = is_one_of(call->name, k_print_macros) || is_one_of(call->name, k_write_macros);
  const bool right_crate =
      call->crate.empty() || (logs && is_log_crate(call->crate)) || (prints && call->crate == "std");
  if ((!logs && !prints) || !right_crate) return std::nullopt;
  LogStatement found{
      std::string(call->name), "", tree_[call->name_index].line, tree_.inside(call->group), false};
  found.quiet = is_quiet(call->name);
  if (!found.quiet && is_kept(call->name, !call->crate.empty())) found.text = message_text(tree_, *call);
  return found;
}

}  // namespace cb21
