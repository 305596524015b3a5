// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_words.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <cstddef>

namespace cb21 {
namespace {

// Reads one word from the front of `rest`, up to unquoted white space.
class WordReader {
 public:
  // `keep`: quotes and escapes stay in the word.
  WordReader(std::string_view rest, char escape, bool keep) : rest_(rest), escape_(escape), keep_(keep) {}

  std::string read() {
    while (!rest_.empty() && (quote_ != '\0' || !is_space(rest_.front()))) read_one();
    return std::move(word_);
  }

  std::string_view rest() const { return rest_; }

 private:
  void read_one() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    // Nothing escapes a single quote in ENV and ARG; flags are read more loosely.
    const bool escapes = c == escape_ && !(keep_ && quote_ == '\'');
    if (escapes) {
      read_escaped();
    } else if (quote_ == '\0' ? c == '\'' || c == '"' : c == quote_) {
      quote_ = quote_ == '\0' ? c : '\0';
      if (keep_) word_ += c;
    } else {
      word_ += c;
    }
  }

  void read_escaped() {
    if (rest_.empty()) return;  // an escape at the end is dropped
    if (keep_) word_ += escape_;
    word_ += rest_.front();
    rest_.remove_prefix(1);
  }

  std::string_view rest_;
  char escape_;
  bool keep_;
  char quote_ = '\0';
  std::string word_;
};

std::string_view skip_space(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

std::pair<std::string, std::string> split_flag(std::string_view word) {
  word.remove_prefix(2);
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return {std::string(word), ""};
  return {std::string(word.substr(0, equals)), std::string(word.substr(equals + 1))};
}

}  // namespace

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trim_space(std::string_view text) {
  text = skip_space(text);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

CommandLine split_command(std::string_view line, char escape) {
  line = trim_space(line);
  const auto* const end = std::find_if(line.begin(), line.end(), is_space);
  CommandLine command;
  command.keyword = std::string(line.begin(), end);
  std::string_view rest = skip_space(line.substr(command.keyword.size()));
  while (rest.substr(0, 2) == "--") {
    WordReader reader(rest, escape, false);
    const std::string word = reader.read();
    rest = skip_space(reader.rest());
    if (word == "--") break;
    // A quoted or escaped dash can leave a word that is no flag; docker refuses it.
    if (word.substr(0, 2) == "--") command.flags.push_back(split_flag(word));
  }
  command.text = trim_space(rest);
  return command;
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  for (text = skip_space(text); !text.empty(); text = skip_space(text)) {
    const auto* const end = std::find_if(text.begin(), text.end(), is_space);
    words.emplace_back(text.begin(), end);
    text.remove_prefix(words.back().size());
  }
  return words;
}

std::vector<std::string> quoted_words(std::string_view text, char escape) {
  std::vector<std::string> words;
  for (text = skip_space(text); !text.empty(); text = skip_space(text)) {
    WordReader reader(text, escape, true);
    std::string word = reader.read();
    text = reader.rest();
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

std::optional<std::vector<std::string>> json_words(std::string_view text) {
  text = skip_space(text);
  if (text.empty() || text.front() != '[') return std::nullopt;
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse({text.data(), text.size()}, error);
  if (error || !value.is_array()) return std::nullopt;
  std::vector<std::string> words;
  for (const boost::json::value& word : value.get_array()) {
    if (!word.is_string()) return std::nullopt;
    words.emplace_back(word.get_string());
  }
  return words;
}

std::vector<std::string> comma_fields(std::string_view text) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      fields.back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

}  // namespace cb21
