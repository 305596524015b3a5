// SPDX-License-Identifier: Apache-2.0
#include "inputs/included_files.hpp"

#include "inputs/rust_lexer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace cb21 {

namespace {

using Kind = RustToken::Kind;

constexpr auto k_macros = std::to_array<std::string_view>({"include", "include_str", "include_bytes"});

// Deeper nesting of concat! is not worth a recursion that hostile text could drive.
constexpr int k_deepest = 32;

class IncludeFinder {
 public:
  explicit IncludeFinder(std::string_view source) : tokens_(lex_rust(source)) {}

  std::vector<IncludedFile> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      position_ = i;
      std::optional<IncludedFile> file = is_macro() ? macro_argument() : path_attribute();
      if (file) found_.push_back(std::move(*file));
    }
    return std::move(found_);
  }

 private:
  bool is_punctuation(std::size_t index, char c) const {
    return index < tokens_.size() && tokens_[index].kind == Kind::punctuation && tokens_[index].text[0] == c;
  }

  bool is_name(std::size_t index, std::string_view name) const {
    return index < tokens_.size() && tokens_[index].kind == Kind::identifier && tokens_[index].text == name;
  }

  bool take(char c) {
    if (!is_punctuation(position_, c)) return false;
    ++position_;
    return true;
  }

  bool take_name(std::string_view name) {
    if (!is_name(position_, name)) return false;
    ++position_;
    return true;
  }

  bool take_opening() { return take('(') || take('[') || take('{'); }

  bool is_closing() const {
    return is_punctuation(position_, ')') || is_punctuation(position_, ']') || is_punctuation(position_, '}');
  }

  bool take_closing() {
    if (!is_closing()) return false;
    ++position_;
    return true;
  }

  bool is_macro() const {
    return std::any_of(k_macros.begin(), k_macros.end(), [&](auto name) { return is_name(position_, name); });
  }

  std::optional<IncludedFile> macro_argument();
  std::optional<IncludedFile> path_attribute();
  std::optional<IncludedFile> expression(int depth);
  std::optional<IncludedFile> concatenation(int depth);
  std::optional<IncludedFile> literal();
  bool take_manifest_dir();
  bool take_macro_call(std::string_view name);

  std::vector<RustToken> tokens_;
  std::size_t position_ = 0;
  std::vector<IncludedFile> found_;
};

// The path is relative to the crate only behind a slash: without one it names a sibling of the crate.
std::optional<IncludedFile> known_path(IncludedFile file) {
  if (!file.from_manifest_dir) return file;
  const std::size_t begin = file.path.find_first_not_of('/');
  if (begin == 0 || begin == std::string::npos) return std::nullopt;
  file.path.erase(0, begin);
  return file;
}

std::optional<IncludedFile> IncludeFinder::macro_argument() {
  ++position_;
  if (!take('!') || !take_opening()) return std::nullopt;
  std::optional<IncludedFile> file = expression(0);
  if (!file) return std::nullopt;
  take(',');
  if (!take_closing()) return std::nullopt;
  return known_path(std::move(*file));
}

// path = "x" behind [ or, in cfg_attr, behind a comma.
std::optional<IncludedFile> IncludeFinder::path_attribute() {
  const std::size_t before = position_;
  if (before == 0 || !take_name("path") || !take('=')) return std::nullopt;
  if (!is_punctuation(before - 1, '[') && !is_punctuation(before - 1, ',')) return std::nullopt;
  if (position_ >= tokens_.size() || tokens_[position_].kind != Kind::string) return std::nullopt;
  return IncludedFile{tokens_[position_].text, false};
}

// Consumes [::] [std::|core::] NAME ! and the opening delimiter.
bool IncludeFinder::take_macro_call(std::string_view name) {
  const std::size_t begin = position_;
  while (take(':') || take_name("std") || take_name("core")) continue;
  if (take_name(name) && take('!') && take_opening()) return true;
  position_ = begin;
  return false;
}

std::optional<IncludedFile> IncludeFinder::expression(int depth) {
  if (depth > k_deepest) return std::nullopt;
  if (take_macro_call("concat")) return concatenation(depth);
  if (take_manifest_dir()) return IncludedFile{"", true};
  return literal();
}

bool IncludeFinder::take_manifest_dir() {
  if (!take_macro_call("env")) return false;
  if (position_ >= tokens_.size() || tokens_[position_].kind != Kind::string) return false;
  if (tokens_[position_].text != "CARGO_MANIFEST_DIR") return false;
  ++position_;
  if (take(',') && position_ < tokens_.size() && tokens_[position_].kind == Kind::string) ++position_;
  return take_closing();
}

std::optional<IncludedFile> IncludeFinder::concatenation(int depth) {
  IncludedFile whole;
  bool first = true;
  while (!take_closing()) {
    std::optional<IncludedFile> part = expression(depth + 1);
    if (!part || (part->from_manifest_dir && !first)) return std::nullopt;
    whole.from_manifest_dir = whole.from_manifest_dir || part->from_manifest_dir;
    whole.path += part->path;
    first = false;
    if (!take(',') && !is_closing()) return std::nullopt;
  }
  return whole;
}

// What concat! takes besides strings and can be told without computing: true, false, 'x', 12.
std::optional<IncludedFile> IncludeFinder::literal() {
  if (position_ >= tokens_.size()) return std::nullopt;
  const RustToken& token = tokens_[position_];
  const bool decimal = token.kind == Kind::number && (token.text == "0" || token.text[0] != '0') &&
                       token.text.find_first_not_of("0123456789") == std::string::npos;
  const bool boolean = is_name(position_, "true") || is_name(position_, "false");
  const bool character = token.kind == Kind::character && token.text[0] == '\'' && token.text[1] != '\\';
  if (token.kind != Kind::string && !decimal && !boolean && !character) return std::nullopt;
  ++position_;
  return IncludedFile{character ? token.text.substr(1, token.text.size() - 2) : token.text, false};
}

// Whether `word` occurs with one of `next` behind it, or a comment, which may hide anything.
bool occurs_before(std::string_view source, std::string_view word, std::string_view next) {
  for (std::size_t at = source.find(word); at != std::string_view::npos; at = source.find(word, at + 1)) {
    const std::size_t after = source.find_first_not_of(" \t\r\n\v\f", at + word.size());
    if (after == std::string_view::npos) return false;
    if (source[after] == '/' || next.find(source[after]) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::vector<IncludedFile> find_included_files(std::string_view source) { return IncludeFinder(source).run(); }

bool may_include_files(std::string_view source) {
  const auto has_macro = [&](std::string_view name) { return occurs_before(source, name, "!"); };
  return std::any_of(k_macros.begin(), k_macros.end(), has_macro) || occurs_before(source, "path", "=");
}

}  // namespace cb21
