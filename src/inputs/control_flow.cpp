// SPDX-License-Identifier: Apache-2.0
#include "inputs/control_flow.hpp"

#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace cb21 {

namespace {

using Kind = RustStatement::Kind;

// Words of the names of functions that may never return.
constexpr auto k_endless_words = std::to_array<std::string_view>(
    {"accept", "block",   "consume",  "daemon", "drive",  "event",  "exec",  "execute", "forever", "game",
     "go",     "handle",  "incoming", "join",   "launch", "listen", "loop",  "main",    "monitor", "park",
     "poll",   "process", "repl",     "run",    "select", "serve",  "start", "wait",    "watch",   "work"});

// Words of the names of macros and functions that leave the function.
constexpr auto k_leaving_words = std::to_array<std::string_view>(
    {"abort", "bail", "exit", "panic", "todo", "unimplemented", "unreachable"});

constexpr auto k_leaving_keywords =
    std::to_array<std::string_view>({"break", "continue", "for", "loop", "return", "while"});

// Words of the names of functions that are called for an effect and then return.
constexpr auto k_returning_words = std::to_array<std::string_view>(
    {"add",        "announce",   "apply",  "assert",  "banner",    "check",   "config",
     "configure",  "connect",    "create", "dbg",     "debug",     "disable", "dotenv",
     "dotenvy",    "enable",     "ensure", "extend",  "flush",     "hook",    "init",
     "initialise", "initialize", "insert", "install", "load",      "log",     "logger",
     "logging",    "migrate",    "next",   "prepare", "print",     "push",    "register",
     "remove",     "set",        "setup",  "spawn",   "telemetry", "tracing", "validate"});

template <std::size_t N>
bool has_word(std::string_view name, const std::array<std::string_view, N>& words) {
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find('_', begin), name.size());
    if (is_one_of(name.substr(begin, end - begin), words)) return true;
    begin = end + 1;
  }
  return false;
}

bool is_name(const TokenTree& tree, std::size_t index) { return tree.is(index, RustToken::Kind::identifier); }

// name(, name!( and name::<T>(
bool is_called(const TokenTree& tree, std::size_t index) {
  if (!is_name(tree, index)) return false;
  const bool generic = tree.is(index + 1, ':') && tree.is(index + 2, ':') && tree.is(index + 3, '<');
  return generic || tree.is(index + 1, '(') || (tree.is(index + 1, '!') && tree.opens(index + 2));
}

bool is_endless_call(const TokenTree& tree, std::size_t index) {
  return is_called(tree, index) && has_word(tree[index].text, k_endless_words);
}

// loop { and while true
bool opens_endless_loop(const TokenTree& tree, std::size_t index) {
  return tree.is_name(index, "loop") || (tree.is_name(index, "while") && tree.is_name(index + 1, "true"));
}

// fn name(...) -> ... { body }
struct Function {
  std::string_view name;
  TokenRange body;
  bool never_returns;  // -> !
};

Function read_function(const TokenTree& tree, std::size_t index) {
  Function function{tree[index + 1].text, {}, false};
  std::size_t at = index + 2;
  while (at < tree.size() && !tree.is(at, '{') && !tree.is(at, ';') && !tree.is_name(at, "fn")) {
    function.never_returns =
        function.never_returns || (tree.is(at, '!') && tree.is(at - 1, '>') && tree.is(at - 2, '-'));
    at = tree.after(at);
  }
  if (tree.is(at, '{')) function.body = tree.inside(at);
  return function;
}

std::unordered_set<std::string_view> find_endless_functions(const TokenTree& tree) {
  std::vector<std::size_t> suspects(tree.size() + 1, 0);  // how many there are before each token
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const bool suspect = is_endless_call(tree, i) || opens_endless_loop(tree, i);
    suspects[i + 1] = suspects[i] + (suspect ? 1 : 0);
  }
  std::unordered_set<std::string_view> found;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (!tree.is_name(i, "fn") || !is_name(tree, i + 1)) continue;
    const Function function = read_function(tree, i);
    const bool suspect = suspects[function.body.end] > suspects[function.body.begin];
    if (suspect || function.never_returns) found.insert(function.name);
  }
  return found;
}

// A brace behind these opens a block that runs, not a closure, branch or structure.
bool runs_at_once(const TokenTree& tree, std::size_t brace) {
  return brace > 0 &&
         (tree.is(brace - 1, '=') || tree.is(brace - 1, ':') || tree.is_name(brace - 1, "unsafe"));
}

}  // namespace

ControlFlow::ControlFlow(const TokenTree& tree) : tree_(tree), endless_(find_endless_functions(tree)) {}

bool ControlFlow::stops(std::size_t index) const {
  if (!is_name(tree_, index)) return false;
  const std::string& name = tree_[index].text;
  if (!is_called(tree_, index)) return is_one_of(name, k_leaving_keywords);
  return has_word(name, k_leaving_words) || has_word(name, k_endless_words) ||
         is_one_of(name, k_leaving_keywords) || endless_.contains(name);
}

bool ControlFlow::returns(TokenRange tokens, Braces braces) const {
  std::size_t at = tokens.begin;
  while (at < tokens.end) {
    if (stops(at)) return false;
    const bool skipped = tree_.is(at, '{') && braces == Braces::skipped && !runs_at_once(tree_, at);
    at = skipped ? tree_.after(at) : at + 1;
  }
  return true;
}

bool ControlFlow::returns(TokenRange tokens) const { return returns(tokens, Braces::skipped); }

// A call for its effect must be of a function that is known to return. What its arguments call is not looked
// at.
bool ControlFlow::passes_expression(TokenRange tokens, Braces braces) const {
  if (!returns(tokens, braces)) return false;
  bool calls = false;
  std::size_t at = tokens.begin;
  while (at < tokens.end) {
    const bool called = is_called(tree_, at);
    if (called && has_word(tree_[at].text, k_returning_words)) return true;
    calls = calls || called;
    at = braces == Braces::entered ? at + 1 : tree_.after(at);
  }
  return !calls;
}

bool ControlFlow::passes_condition(TokenRange tokens) const {
  std::size_t brace = tokens.begin;
  while (brace < tokens.end && !tree_.is(brace, '{')) brace = tree_.after(brace);
  const bool alternative = tree_.after(brace) < tokens.end;
  return returns(tokens, alternative ? Braces::entered : Braces::skipped);
}

bool ControlFlow::passes(const RustStatement& statement) const {
  const TokenRange tokens = statement.tokens;
  switch (statement.kind) {
    case Kind::item:
      return true;
    case Kind::loop:
      return false;
    case Kind::condition:
      return passes_condition(tokens);
    case Kind::match:
      return returns(tokens, Braces::entered);
    case Kind::block:
      return passes_expression(tokens, Braces::entered);
    case Kind::binding:
      if (!tree_.is_name(tokens.begin + 1, "_")) return returns(tokens);
      break;
    case Kind::expression:
      break;
  }
  return passes_expression(tokens, Braces::skipped);
}

}  // namespace cb21
