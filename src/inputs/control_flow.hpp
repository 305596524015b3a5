// SPDX-License-Identifier: Apache-2.0
// Whether a statement of main() lets the next one be reached, judged so that a doubt is a no: behind a call
// that never returns, the compiler leaves everything out. Decides by names (serve, run, ... are taken not to
// return) and by the loops in functions of the same source. Never fails; linear time.
#pragma once

#include "inputs/rust_statements.hpp"
#include "inputs/token_tree.hpp"

#include <string>
#include <string_view>
#include <unordered_set>

namespace cb21 {

class ControlFlow {
 public:
  explicit ControlFlow(const TokenTree& tree);

  // A correct program may run on behind the statement.
  bool passes(const RustStatement& statement) const;

  // Nothing among these tokens, outside of any braces, leaves the function or may never return.
  bool returns(TokenRange tokens) const;

 private:
  enum class Braces { skipped, entered };

  bool returns(TokenRange tokens, Braces braces) const;
  bool stops(std::size_t index) const;
  bool passes_expression(TokenRange tokens, Braces braces) const;
  bool passes_condition(TokenRange tokens) const;

  const TokenTree& tree_;
  std::unordered_set<std::string_view> endless_;  // functions of this source
};

}  // namespace cb21
