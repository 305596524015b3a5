// SPDX-License-Identifier: Apache-2.0
#include "inputs/main_marker.hpp"

#include "inputs/control_flow.hpp"
#include "inputs/log_statement.hpp"
#include "inputs/main_function.hpp"
#include "inputs/rust_statements.hpp"
#include "inputs/token_tree.hpp"

#include <utility>
#include <vector>

namespace cb21 {

namespace {

constexpr std::size_t k_shortest_text = 4;

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
  const auto main = find_main_function(tree);
  return main ? first_marker(tree, main->body) : std::nullopt;
}

}  // namespace cb21
