// SPDX-License-Identifier: Apache-2.0
// The statements of a function's body, told apart as far as their shape goes. Never fails; linear time.
#pragma once

#include "inputs/token_tree.hpp"

#include <cstddef>
#include <vector>

namespace cb21 {

struct RustStatement {
  enum class Kind {
    item,        // use, const, fn, ...: nothing that runs
    binding,     // let
    condition,   // if, with its else branches
    match,       // match
    loop,        // loop, while, for
    block,       // { } and unsafe { }
    expression,  // everything else, macro calls included
  };
  Kind kind;
  TokenRange tokens;        // without its attributes and its semicolon
  bool attributed = false;  // #[cfg(...)], #[allow(...)], ...
};

// Of the tokens between a body's braces.
std::vector<RustStatement> split_statements(const TokenTree& tree, TokenRange body);

}  // namespace cb21
