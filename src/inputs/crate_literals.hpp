// SPDX-License-Identifier: Apache-2.0
// The texts that a crate's sources hold and that a binary made of them may hold: by them one can tell which
// crate of a binary is an old one, and whether a binary has anything of its crate at all. What attributes,
// comments, tests, and macros that only the compiler reads (env!, cfg!, include_str!) hold is left out, and
// so is everything that is conditionally compiled.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct CrateLiteral {
  std::string text;
  // Handed to a macro that prints, formats or panics, or to expect(): kept in one piece by the compiler where
  // that code is kept (other short texts may be compared or copied as numbers). Not for logging macros, which
  // may be compiled out as a whole.
  bool message = false;
};

// In the order of the source. Pieces of at least 6 bytes; of a text with placeholders the longest piece.
std::vector<CrateLiteral> literals_of(std::string_view source);

struct CrateLiterals {
  std::string directory;  // of the package's Cargo.toml, relative to the context; empty for its root
  std::vector<CrateLiteral> literals;
};

// `text` of a file; empty where it cannot be read.
using SourceReader = std::function<std::string(const std::string& path)>;

inline constexpr std::size_t k_most_literals = 64;

// One entry for each package that has literals: the longest k_most_literals of them, no text twice. `paths`
// are the context's files, sorted; *.rs and Cargo.toml count, but for tests/, benches/, examples/ and build
// scripts.
std::vector<CrateLiterals> literals_by_package(const std::vector<std::string>& paths,
                                               const SourceReader& read);

// Those of the crate whose root is `root` (main.rs), through its `mod name;` declarations: not those of the
// package's library or of its other binaries. Messages first, the longest first, at most k_most_literals.
std::vector<CrateLiteral> literals_of_crate(const std::string& root, const SourceReader& read);

}  // namespace cb21
