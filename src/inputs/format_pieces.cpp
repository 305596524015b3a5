// SPDX-License-Identifier: Apache-2.0
#include "inputs/format_pieces.hpp"

#include <cstddef>

namespace cb21 {

namespace {

constexpr std::string_view k_white_space = " \t\r\n\v\f";

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(k_white_space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_white_space) + 1 - begin);
}

// The index of the closing brace that is a fill character ("{:}>5}"), or npos. Only one right behind the
// colon can be; rustc then takes it for nothing else.
std::size_t fill_brace(std::string_view literal, std::size_t colon) {
  const std::string_view next = literal.substr(colon + 1, 2);
  const bool fill =
      next.size() == 2 && next[0] == '}' && std::string_view("<^>").find(next[1]) != std::string_view::npos;
  return fill ? colon + 1 : std::string_view::npos;
}

}  // namespace

// Returns the position behind the placeholder's end, or the literal's end.
std::size_t FormatPieces::skip_placeholder(std::string_view literal, std::size_t position) {
  std::size_t end = literal.find_first_of("}:", position);
  if (end != std::string_view::npos && literal[end] == ':') {
    const std::size_t fill = fill_brace(literal, end);
    end = literal.find('}', fill == std::string_view::npos ? end : fill + 1);
  }
  if (end == std::string_view::npos) return literal.size();
  in_placeholder_ = false;
  return end + 1;
}

void FormatPieces::feed(std::string_view literal) {
  std::size_t position = 0;
  while (position < literal.size()) {
    if (in_placeholder_) {
      position = skip_placeholder(literal, position);
      continue;
    }
    const char c = literal[position];
    const bool doubled = (c == '{' || c == '}') && literal.substr(position, 2) == std::string(2, c);
    if (doubled || (c != '{' && c != '}')) {
      pieces_.back() += c;
    } else {
      pieces_.emplace_back();
      in_placeholder_ = c == '{';
    }
    position += doubled ? 2 : 1;
  }
}

void FormatPieces::feed_unknown() { pieces_.emplace_back(); }

std::string FormatPieces::longest(std::size_t limit) const {
  std::string_view longest;
  for (const std::string& piece : pieces_) {
    const std::string_view text = trimmed(piece);
    if (text.size() > longest.size()) longest = text;
  }
  if (longest.size() <= limit) return std::string(longest);
  while (limit > 0 && continues_character(longest[limit])) --limit;
  return std::string(trimmed(longest.substr(0, limit)));
}

}  // namespace cb21
