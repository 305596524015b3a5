// SPDX-License-Identifier: Apache-2.0
// A path written so that docker's COPY takes it and nothing else. A source that is missing makes docker fail,
// a pattern that matches nothing does not; so a path can be written as a pattern that only it matches, with
// one character in brackets: "Cargo.tom[l]". Docker walks all that lies in the directory before the first
// component that is a pattern, and fails if that directory is missing (tonistiigi/fsutil copy.go
// ResolveWildcards; observed on Docker 20.10 and 26.1).
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace cb21 {

constexpr std::size_t k_no_component = std::numeric_limits<std::size_t>::max();

// Whether a Dockerfile can name it: UTF-8 without control characters.
bool is_writable_path(std::string_view path);

// `path` as a pattern for Go's filepath.Match; the component of that number (from 0) is one in any case.
std::string copy_pattern(std::string_view path, std::size_t bracketed_component);

// `word` as it stands in the JSON form of COPY, where docker still expands variables and takes quotes away.
std::string copy_word(std::string_view word, char escape);

}  // namespace cb21
