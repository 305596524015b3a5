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
  // The path, or what of it stands before something that is not written out.
  IncludedFile expression(int depth);
  IncludedFile concatenation(int depth);
  std::optional<IncludedFile> literal();
  bool take_variable(std::string_view name);
  bool take_macro_call(std::string_view name);

  std::vector<RustToken> tokens_;
  std::size_t position_ = 0;
  bool generated_ = false;  // the path at hand holds env!("OUT_DIR")
  std::vector<IncludedFile> found_;
};

// The path is relative to the crate only behind a slash: without one it names a sibling of the crate.
std::optional<IncludedFile> known_path(IncludedFile file) {
  if (file.open) file.path.resize(file.path.rfind('/') + 1);
  if (!file.from_manifest_dir) return file;
  const std::size_t begin = file.path.find_first_not_of('/');
  const bool whole_crate = file.open && begin == std::string::npos;
  if (begin == 0 || (begin == std::string::npos && !whole_crate)) return std::nullopt;
  file.path.erase(0, begin);
  return file;
}

std::optional<IncludedFile> IncludeFinder::macro_argument() {
  ++position_;
  if (!take('!') || !take_opening() || position_ >= tokens_.size()) return std::nullopt;
  generated_ = false;
  IncludedFile file = expression(0);
  if (generated_) return std::nullopt;
  if (!file.open) {
    take(',');
    if (!take_closing()) return std::nullopt;
  }
  return known_path(std::move(file));
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

IncludedFile IncludeFinder::expression(int depth) {
  IncludedFile unknown{.path = {}, .from_manifest_dir = false, .open = true};
  if (depth > k_deepest) return unknown;
  if (take_macro_call("concat")) return concatenation(depth);
  if (take_variable("CARGO_MANIFEST_DIR")) return IncludedFile{"", true};
  generated_ = generated_ || take_variable("OUT_DIR");
  return generated_ ? unknown : literal().value_or(unknown);
}

// env!("NAME"), and what it says where there is none
bool IncludeFinder::take_variable(std::string_view name) {
  const std::size_t begin = position_;
  const auto is_string = [&] {
    return position_ < tokens_.size() && tokens_[position_].kind == Kind::string;
  };
  if (take_macro_call("env") && is_string() && tokens_[position_].text == name) {
    ++position_;
    if (take(',') && is_string()) ++position_;
    if (take_closing()) return true;
  }
  position_ = begin;
  return false;
}

IncludedFile IncludeFinder::concatenation(int depth) {
  IncludedFile whole;
  bool first = true;
  while (!whole.open && !take_closing()) {
    const IncludedFile part = expression(depth + 1);
    // The crate's folder behind something else is an absolute path in the midst of one.
    whole.open = part.open || (part.from_manifest_dir && !first);
    whole.from_manifest_dir = whole.from_manifest_dir || (part.from_manifest_dir && first);
    whole.path += part.path;
    first = false;
    if (!take(',') && !is_closing()) whole.open = true;
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

}  // namespace

std::vector<IncludedFile> find_included_files(std::string_view source) { return IncludeFinder(source).run(); }

}  // namespace cb21
