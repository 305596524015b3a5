// SPDX-License-Identifier: Apache-2.0
#include "inputs/bin_tables.hpp"

#include "inputs/toml_document.hpp"

#include <algorithm>

namespace cb21 {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blank = " \t\r";
  const std::size_t begin = text.find_first_not_of(k_blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blank) + 1 - begin);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Where the line's comment begins, strings of one line passed over.
std::size_t comment_start(std::string_view line) {
  char quote = '\0';
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quote == '\0' && c == '#') return at;
    if (quote == '"' && c == '\\') {
      ++at;
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    }
  }
  return std::string_view::npos;
}

// `key = value` and `[table]`
bool is_setting(std::string_view comment) {
  if (comment.starts_with('[')) return true;
  const std::size_t equals = comment.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view key = trimmed(comment.substr(0, equals));
  return !key.empty() && key.find(' ') == std::string_view::npos;
}

void add_comment(std::vector<std::string>& comments, std::string_view line) {
  const std::size_t start = comment_start(line);
  if (start == std::string_view::npos) return;
  std::string_view text = line.substr(start);
  text.remove_prefix(std::min(text.find_first_not_of('#'), text.size()));
  text = trimmed(text);
  if (!text.empty() && !is_setting(text)) comments.emplace_back(text);
}

bool is_comment(std::string_view line) { return line.starts_with('#'); }

// `header` and the result are indices into the lines: one past the table. What stands directly above the next
// header belongs to that.
std::size_t end_of_table(const std::vector<std::string_view>& lines, std::size_t header) {
  std::size_t end = header + 1;
  while (end < lines.size() && !lines[end].starts_with('[')) ++end;
  if (end == lines.size()) return end;
  while (end > header + 1 && is_comment(lines[end - 1])) --end;
  return end;
}

std::vector<std::string> comments_about(const std::vector<std::string_view>& lines,
                                        std::size_t header,
                                        std::size_t end) {
  std::vector<std::string> comments;
  std::size_t first = header;
  while (first > 0 && is_comment(lines[first - 1])) --first;
  for (std::size_t at = first; at < std::min(end, lines.size()); ++at) add_comment(comments, lines[at]);
  return comments;
}

BinTable read_table(const toml::table& table, const std::vector<std::string_view>& lines) {
  BinTable found;
  found.name = string_at(table, "name").value_or("");
  found.path = string_at(table, "path");
  found.line = table.source().begin.line;
  if (found.path) found.path_line = table.get("path")->source().begin.line;
  if (found.line == 0 || found.line > lines.size()) return found;
  const std::size_t header = found.line - 1;
  // bin = [{ ... }] ends where its brace closes.
  const std::size_t end = table.is_inline() ? table.source().end.line : end_of_table(lines, header);
  found.comments = comments_about(lines, header, end);
  return found;
}

}  // namespace

std::vector<BinTable> read_bin_tables(std::string_view manifest_text) {
  std::vector<BinTable> tables;
  const auto manifest = parse_toml(manifest_text);
  const toml::node* declared = manifest ? manifest->get("bin") : nullptr;
  if (declared == nullptr || !declared->is_array()) return tables;
  const std::vector<std::string_view> lines = lines_of(manifest_text);
  for (const toml::node& node : *declared->as_array()) {
    if (const toml::table* table = node.as_table()) tables.push_back(read_table(*table, lines));
  }
  return tables;
}

std::size_t package_line(std::string_view manifest_text) {
  const auto manifest = parse_toml(manifest_text);
  const toml::table* package = manifest ? table_at(*manifest, "package") : nullptr;
  const std::size_t line = package == nullptr ? 0 : package->source().begin.line;
  return std::max<std::size_t>(line, 1);
}

bool depends_on(std::string_view manifest_text, std::string_view name) {
  const auto manifest = parse_toml(manifest_text);
  const toml::table* dependencies = manifest ? table_at(*manifest, "dependencies") : nullptr;
  return dependencies != nullptr && dependencies->contains(name);
}

}  // namespace cb21
