// SPDX-License-Identifier: Apache-2.0
// Words expanded and split as moby/buildkit frontend/dockerfile/shell/lex.go does it. One difference: a
// variable that the Dockerfile does not set stays in the word as written, for docker may know it from a base
// image or from the platform.
#pragma once

#include "inputs/dockerfile_variables.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// `word` with variables replaced and quotes and escapes removed; nothing where docker would report an error,
// or where the result would be unreasonably large.
std::optional<std::string> expand_word(std::string_view word, const Variables& variables, char escape);

enum class Quotes { remove, keep };

// `text` split at unquoted white space, nothing expanded; no words where docker reports an error. "<<" and
// the word after it count as one. With Quotes::keep, quotes and escapes stay.
std::vector<std::string> shell_words(std::string_view text, Quotes quotes);

}  // namespace cb21
