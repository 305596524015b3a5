// SPDX-License-Identifier: Apache-2.0
#include "cli/output_value.hpp"

#include "cli/docker_flags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace cb21 {
namespace {

// One CSV record (RFC 4180 as Go's encoding/csv has it); a stray quote is kept as text, docker refuses it.
std::vector<std::string> csv_fields(std::string_view text) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
      fields.back() += text[++at];
    } else if (c == '"' && (quoted || fields.back().empty())) {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string key_of(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::string key(text);
  std::ranges::transform(
      key, key.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return key;
}

bool is_release_field(const std::string& key) { return key == "name" || key == "push"; }

}  // namespace

std::string OutputValue::field(std::string_view key) const {
  const auto found =
      std::find_if(fields.rbegin(), fields.rend(), [&](const auto& entry) { return entry.first == key; });
  return found == fields.rend() ? std::string() : found->second;
}

bool OutputValue::is_set(std::string_view key) const { return parse_go_bool(field(key)).value_or(false); }

bool OutputValue::is_image() const {
  return type == "image" || type == "registry" || type == "moby" ||
         (type == "docker" && field("dest").empty());
}

bool OutputValue::pushes() const { return type == "registry" || (is_image() && is_set("push")); }

std::vector<std::string> OutputValue::names() const {
  const std::string joined = field("name");
  std::vector<std::string> names;
  for (std::size_t start = 0; !joined.empty() && start <= joined.size();) {
    const std::size_t comma = std::min(joined.find(',', start), joined.size());
    names.push_back(joined.substr(start, comma - start));
    start = comma + 1;
  }
  return names;
}

OutputValue parse_output(const std::string& text) {
  OutputValue output;
  const std::vector<std::string> fields = csv_fields(text);
  if (fields.size() == 1 && fields.front() == text && text.find('=') == std::string::npos) {
    output.type = text == "-" ? "tar" : "local";
    output.fields.emplace_back("dest", text);
    return output;
  }
  for (const std::string& field : fields) {
    const std::size_t equals = std::min(field.find('='), field.size());
    const std::string key = key_of(std::string_view(field).substr(0, equals));
    const std::string value = equals < field.size() ? field.substr(equals + 1) : std::string();
    if (key == "type") {
      output.type = value;
    } else {
      output.fields.emplace_back(key, value);
    }
  }
  return output;
}

std::string without_release(const OutputValue& output) {
  std::string rest;
  for (const auto& [key, value] : output.fields) {
    if (is_release_field(key)) continue;
    rest += ',';
    rest += csv_field(fmt::format("{}={}", key, value));
  }
  return rest.empty() ? rest : "type=" + (output.type == "registry" ? "image" : output.type) + rest;
}

}  // namespace cb21
