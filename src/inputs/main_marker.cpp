// SPDX-License-Identifier: Apache-2.0
#include "inputs/main_marker.hpp"

#include "inputs/control_flow.hpp"
#include "inputs/log_statement.hpp"
#include "inputs/rust_statements.hpp"
#include "inputs/token_tree.hpp"

#include <utility>
#include <vector>

namespace cb21 {

namespace {

constexpr std::size_t k_shortest_text = 4;

class MainFinder {
 public:
  explicit MainFinder(const TokenTree& tree) : tree_(tree) {}

  // The body of the only `fn main` outside of modules; nothing where conditional compilation decides about
  // it, or where it is not the program's entry.
  std::optional<TokenRange> run() {
    std::size_t at = 0;
    while (at < tree_.size() && !hopeless_) at = step(at);
    return hopeless_ ? std::nullopt : body_;
  }

 private:
  std::size_t step(std::size_t at);
  std::size_t attribute(std::size_t at);
  std::size_t main_function(std::size_t at);

  const TokenTree& tree_;
  std::optional<TokenRange> body_;
  bool conditional_ = false;  // the item at hand has #[cfg]
  bool hopeless_ = false;
};

// Returns where the next one begins.
std::size_t MainFinder::step(std::size_t at) {
  if (tree_.is(at, '#')) return attribute(at);
  if (tree_.is_name(at, "fn") && tree_.is_name(at + 1, "main")) return main_function(at + 2);
  if (tree_.is(at, ';') || tree_.is(at, '{')) conditional_ = false;
  return tree_.after(at);
}

std::size_t MainFinder::attribute(std::size_t at) {
  const bool inner = tree_.is(at + 1, '!');
  const std::size_t group = at + (inner ? 2 : 1);
  if (!tree_.is(group, '[')) return at + 1;
  const bool configured = tree_.is_name(group + 1, "cfg");
  const TokenRange inside = tree_.inside(group);
  hopeless_ = inner && (configured || tree_.mentions(inside, "no_main") || tree_.mentions(inside, "no_std"));
  conditional_ = conditional_ || (configured && !inner);
  return tree_.after(group);
}

std::size_t MainFinder::main_function(std::size_t at) {
  while (at < tree_.size() && !tree_.is(at, '{') && !tree_.is(at, ';')) at = tree_.after(at);
  hopeless_ = conditional_ || body_.has_value();
  if (tree_.is(at, '{')) body_ = tree_.inside(at);
  conditional_ = false;
  return tree_.after(at);
}

std::optional<MainMarker> first_marker(const TokenTree& tree, TokenRange body) {
  const LogMacros macros(tree);
  const ControlFlow flow(tree);
  bool first = true;
  for (const RustStatement& statement : split_statements(tree, body)) {
    if (statement.kind == RustStatement::Kind::item) continue;
    auto logged = macros.read(statement);
    if (logged ? !flow.returns(logged->arguments) : !flow.passes(statement)) return std::nullopt;
    if (logged && !statement.attributed && logged->text.size() >= k_shortest_text) {
      return MainMarker{std::move(logged->text), std::move(logged->macro), logged->line, first};
    }
    first = false;
  }
  return std::nullopt;
}

}  // namespace

std::optional<MainMarker> find_main_marker(std::string_view source) {
  const TokenTree tree(lex_rust(source));
  const auto body = MainFinder(tree).run();
  return body ? first_marker(tree, *body) : std::nullopt;
}

}  // namespace cb21
