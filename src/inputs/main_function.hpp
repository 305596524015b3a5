// SPDX-License-Identifier: Apache-2.0
// A program's entry in its Rust source.
#pragma once

#include "inputs/token_tree.hpp"

#include <cstddef>
#include <optional>

namespace cb21 {

struct MainFunction {
  TokenRange body;
  std::size_t line = 0;  // of its name
};

// The only `fn main` outside of modules; nothing where conditional compilation decides about it, or where it
// is not the program's entry (no_main).
std::optional<MainFunction> find_main_function(const TokenTree& tree);

}  // namespace cb21
