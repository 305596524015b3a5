// SPDX-License-Identifier: Apache-2.0
// The shell patterns of ${name#pattern}, ${name%pattern} and ${name/pattern/text} in a Dockerfile: '*' and
// '?' only (moby/buildkit frontend/dockerfile/shell/lex.go, convertShellPatternToRegex).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// Each gives nothing for a pattern that docker refuses. `greedy` takes the longest match, else the shortest.
std::optional<std::string> without_prefix(const std::string& value, std::string_view pattern, bool greedy);
std::optional<std::string> without_suffix(const std::string& value, std::string_view pattern, bool greedy);
// The first match, or all, replaced; matches are the longest.
std::optional<std::string> with_replacement(const std::string& value,
                                            std::string_view pattern,
                                            std::string_view text,
                                            bool all);

}  // namespace cb21
