// SPDX-License-Identifier: Apache-2.0
#include "check/yaml_outline.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, length);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return lines;
}

// After the quote that closes the one in front; npos where none does.
std::size_t end_of_quoted(std::string_view text) {
  const char quote = text.front();
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || i + 1 == text.size() || text[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

std::string unquoted(std::string_view text) {
  if (text.size() < 2 || (text.front() != '"' && text.front() != '\'')) return std::string(text);
  const char quote = text.front();
  const std::size_t end = end_of_quoted(text);
  const std::string_view inner = text.substr(1, (end == std::string_view::npos ? text.size() : end - 1) - 1);
  std::string result;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const bool escapes = i + 1 < inner.size() && (quote == '"' ? inner[i] == '\\' : inner[i] == '\'');
    if (escapes) ++i;
    result += escapes && quote == '"' && inner[i] == 'n' ? '\n' : inner[i];
  }
  return result;
}

// A plain text ends before a comment.
std::string_view without_comment(std::string_view text) {
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
    if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t') return trim(text.substr(0, at));
  }
  return trim(text);
}

struct KeyAndRest {
  std::string key;
  std::string_view rest;
};

std::optional<KeyAndRest> split_key(std::string_view text) {
  std::size_t from = 0;
  if (text.front() == '"' || text.front() == '\'') {
    from = end_of_quoted(text);
    if (from == std::string_view::npos) return std::nullopt;
  }
  for (std::size_t at = text.find(':', from); at != std::string_view::npos; at = text.find(':', at + 1)) {
    if (at + 1 < text.size() && text[at + 1] != ' ' && text[at + 1] != '\t') continue;
    const std::string_view key = trim(text.substr(0, at));
    if (from != 0 && key.size() != from) return std::nullopt;
    return KeyAndRest{unquoted(key), trim(text.substr(at + 1))};
  }
  return std::nullopt;
}

// &anchor and !tag in front of a value.
std::string_view without_properties(std::string_view text) {
  while (!text.empty() && (text.front() == '&' || text.front() == '!')) {
    text = trim(text.substr(std::min(text.find(' '), text.size())));
  }
  return text;
}

// How deep in brackets a text is, quoted ones aside.
class FlowDepth {
 public:
  void pass(char c) {
    if (quote_ != '\0') {
      if (c == quote_) quote_ = '\0';
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
  }

  int depth() const { return depth_; }

  bool on_top() const { return depth_ == 0 && quote_ == '\0'; }

 private:
  int depth_ = 0;
  char quote_ = '\0';
};

int open_brackets(std::string_view text) {
  FlowDepth flow;
  for (const char c : text) flow.pass(c);
  return flow.depth();
}

// The elements of a flow mapping or sequence; nested ones stay text.
std::vector<std::string_view> flow_elements(std::string_view text) {
  std::vector<std::string_view> elements;
  const std::string_view inner = text.substr(1, text.size() - (text.size() > 1 ? 2 : 1));
  FlowDepth flow;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= inner.size(); ++i) {
    if (i < inner.size() && !(inner[i] == ',' && flow.on_top())) {
      flow.pass(inner[i]);
      continue;
    }
    const std::string_view element = trim(inner.substr(begin, i - begin));
    if (!element.empty()) elements.push_back(element);
    begin = i + 1;
  }
  return elements;
}

void read_flow(YamlNode& node, std::string_view text) {
  constexpr std::size_t k_longest_flow = 4096;
  if (text.size() > k_longest_flow) return;
  const bool mapping = text.front() == '{';
  for (const std::string_view element : flow_elements(text)) {
    YamlNode child{.key = {}, .value = {}, .line = node.line, .value_line = node.line, .children = {}};
    const auto pair = mapping ? split_key(element) : std::nullopt;
    if (pair) child.key = pair->key;
    child.value = unquoted(pair ? pair->rest : element);
    node.children.push_back(std::move(child));
  }
}

class OutlineReader {
 public:
  explicit OutlineReader(std::string_view text) : lines_(split_lines(text)) {}

  YamlNode read() {
    open_.push_back({&root_, 0});
    while (at_ < lines_.size()) read_line();
    return std::move(root_);
  }

 private:
  // A node that may still get children, with the column that its siblings begin at.
  struct OpenNode {
    YamlNode* node;
    std::size_t column;
  };

  void read_line() {
    const std::string_view line = lines_[at_];
    const std::string_view text = trim(line);
    const bool skipped = text.empty() || text.front() == '#' || line.starts_with("---") ||
                         line.starts_with("...") || line.starts_with('%');
    if (skipped) {
      ++at_;
      return;
    }
    read_node(text, indentation(line));
  }

  // The parent of what begins at `column`. A dash may stand at its parent key's own column.
  YamlNode& parent_at(std::size_t column, bool item) {
    while (open_.size() > 1) {
      const OpenNode& last = open_.back();
      const bool holds_list = item && last.column == column && !last.node->key.empty();
      if (last.column < column || holds_list) break;
      open_.pop_back();
    }
    return *open_.back().node;
  }

  YamlNode& add(std::size_t column, std::string key, bool item) {
    YamlNode& parent = parent_at(column, item);
    YamlNode& node = open_.size() > k_deepest_yaml ? discarded_ : parent.children.emplace_back();
    if (&node == &discarded_) discarded_ = {};
    node.key = std::move(key);
    node.line = at_ + 1;
    node.value_line = at_ + 1;
    if (&node != &discarded_) open_.push_back({&node, column});
    return node;
  }

  void read_node(std::string_view text, std::size_t column) {
    YamlNode* item = nullptr;
    while (text == "-" || text.starts_with("- ")) {
      item = &add(column, {}, true);
      const std::string_view rest = trim(text.substr(1));
      column += text.size() - rest.size();
      text = rest;
    }
    const auto pair =
        text.empty() || text.front() == '{' || text.front() == '[' ? std::nullopt : split_key(text);
    if (pair) {
      YamlNode& node = add(column, pair->key, false);
      read_value(node, pair->rest, column);
    } else if (item != nullptr) {
      read_value(*item, text, open_.back().column);
    } else {
      ++at_;
    }
  }

  // The value that begins on the current line after a key or dash at `column`.
  void read_value(YamlNode& node, std::string_view text, std::size_t column) {
    text = without_properties(text);
    ++at_;
    if (text.empty() || text.front() == '#') return;
    if (text.front() == '|' || text.front() == '>') {
      read_block(node, column, text.front() == '>');
    } else if (text.front() == '{' || text.front() == '[') {
      read_flow(node, gather(text, column, [](std::string_view all) { return open_brackets(all) <= 0; }));
    } else if (text.front() == '"' || text.front() == '\'') {
      node.value = unquoted(gather(
          text, column, [](std::string_view all) { return end_of_quoted(all) != std::string_view::npos; }));
    } else {
      read_plain(node, text, column);
    }
  }

  bool continues(std::size_t column) const {
    return at_ < lines_.size() && (trim(lines_[at_]).empty() || indentation(lines_[at_]) > column);
  }

  // The text with as many of the deeper lines as it takes to be complete.
  template <typename Complete>
  std::string gather(std::string_view text, std::size_t column, Complete complete) {
    constexpr std::size_t k_most_lines = 200;
    std::string all(text);
    for (std::size_t n = 0; n < k_most_lines && !complete(all) && continues(column); ++n, ++at_) {
      all += ' ';
      all += trim(lines_[at_]);
    }
    return all;
  }

  void read_block(YamlNode& node, std::size_t column, bool folded) {
    node.value_line = at_ + 1;
    std::size_t margin = std::string::npos;
    for (; continues(column); ++at_) {
      const std::string_view line = lines_[at_];
      if (margin == std::string::npos && !trim(line).empty()) margin = indentation(line);
      node.value += line.substr(std::min(margin, line.size()));
      // Folded lines are one, but for the blank between paragraphs; a deeper one stays a line of its own.
      node.value += folded && !trim(line).empty() ? ' ' : '\n';
    }
  }

  // A plain text goes on in deeper lines, which are folded; a shell's continuation is kept as one.
  void read_plain(YamlNode& node, std::string_view text, std::size_t column) {
    node.value = without_comment(text);
    for (; continues(column); ++at_) {
      const std::string_view more = without_comment(lines_[at_]);
      if (more.empty()) continue;
      if (node.value.ends_with('\\')) node.value.back() = ' ';
      node.value += ' ';
      node.value += more;
    }
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  YamlNode root_;
  YamlNode discarded_;
  std::vector<OpenNode> open_;
};

}  // namespace

const YamlNode& YamlNode::at(std::string_view name) const {
  static const YamlNode k_none;
  const auto found = std::find_if(
      children.begin(), children.end(), [&](const YamlNode& child) { return child.key == name; });
  return found == children.end() ? k_none : *found;
}

bool YamlNode::has(std::string_view name) const {
  return std::any_of(
      children.begin(), children.end(), [&](const YamlNode& child) { return child.key == name; });
}

YamlNode read_yaml_outline(std::string_view text) { return OutlineReader(text).read(); }

}  // namespace cb21
