// SPDX-License-Identifier: Apache-2.0
// Bytes as a Rust source: nothing crashes or takes more than linear time (libFuzzer's -timeout), and what is
// found holds together.
#include "inputs/include_scan.hpp"
#include "inputs/included_files.hpp"
#include "inputs/main_marker.hpp"
#include "inputs/rust_lexer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Kind = cb21::RustToken::Kind;

constexpr std::string_view k_white_space = " \t\r\n\v\f";

void require(bool holds) {
  if (!holds) std::abort();
}

void check_tokens(const std::string& source) {
  std::size_t position = 0;
  std::size_t line = 1;
  for (const cb21::RustToken& token : cb21::lex_rust(source)) {
    require(token.line >= line);
    line = token.line;
    if (token.kind == Kind::string || token.kind == Kind::byte_string) continue;
    position = source.find(token.text, position);
    require(!token.text.empty() && position != std::string::npos);
    position += token.text.size();
  }
  require(line <= 1 + static_cast<std::size_t>(std::count(source.begin(), source.end(), '\n')));
}

// A comment in front moves every token down and changes nothing else.
void check_comment(const std::string& source) {
  if (source.starts_with("#!") || source.starts_with("\xEF\xBB\xBF")) return;
  const std::vector<cb21::RustToken> tokens = cb21::lex_rust(source);
  const std::vector<cb21::RustToken> moved = cb21::lex_rust("/* \" /* ' */\n */" + source);
  const auto is_moved = [](const cb21::RustToken& token, const cb21::RustToken& other) {
    return token.kind == other.kind && token.text == other.text && token.line + 1 == other.line;
  };
  require(std::equal(tokens.begin(), tokens.end(), moved.begin(), moved.end(), is_moved));
}

bool is_trimmed(std::string_view text) {
  return k_white_space.find(text.front()) == std::string_view::npos &&
         k_white_space.find(text.back()) == std::string_view::npos;
}

void check_findings(const std::string& source) {
  require(cb21::find_included_files(source).empty() || cb21::may_name_files(source));
  const auto marker = cb21::find_main_marker(source);
  if (!marker) return;
  require(marker->text.size() >= 4 && marker->text.size() <= 256 && is_trimmed(marker->text));
  require(marker->line >= 1 && !marker->macro.empty());
}

std::string literal(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (c == '\r') {
      all += "\\r";
      continue;
    }
    if (c == '"' || c == '\\') all += '\\';
    if (c == '{' || c == '}') all += c;
    all += c;
  }
  return all;
}

// What a program prints is its marker, whatever it is.
void check_round_trip(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(k_white_space);
  if (begin == std::string_view::npos) return;
  text = text.substr(begin, text.find_last_not_of(k_white_space) + 1 - begin);
  if (text.size() < 4 || text.size() > 256) return;
  const auto marker = cb21::find_main_marker("fn main() { println!(\"" + literal(text) + "\"); }");
  require(marker && marker->text == text);
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string source(data, data + size);
  check_tokens(source);
  check_comment(source);
  check_findings(source);
  check_findings("use log::info; fn main() { init_logging(); " + source + "}");
  check_round_trip(source);
  return 0;
}
