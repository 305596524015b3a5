// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_manifest.hpp"

#include "inputs/toml_document.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace cb21 {

namespace {

bool is_dependency_table(std::string_view key) {
  constexpr auto k_names = std::to_array<std::string_view>(
      {"dependencies", "dev-dependencies", "build-dependencies", "dev_dependencies", "build_dependencies"});
  return std::find(k_names.begin(), k_names.end(), key) != k_names.end();
}

// Digests values by type and content, tables by sorted key.
class SettingsDigest {
 public:
  Digest of(const toml::table& manifest) {
    for (const auto& [key, node] : manifest) {
      const std::string_view name = key.str();
      if (is_dependency_table(name) || name == "patch" || name == "replace") continue;
      if (name == "target" && node.is_table()) {
        add_targets(*node.as_table());
      } else if (name == "workspace" && node.is_table()) {
        fields_.field("key", name);
        add_without_dependencies(*node.as_table());
      } else {
        fields_.field("key", name);
        add(node);
      }
    }
    return fields_.value();
  }

 private:
  void add(const toml::node& node);
  void add_table(const toml::table& table);
  void add_targets(const toml::table& targets);
  void add_without_dependencies(const toml::table& table);

  FieldDigest fields_;
};

std::string text_of(const toml::date& date) {
  return std::to_string(date.year) + '-' + std::to_string(date.month) + '-' + std::to_string(date.day);
}

std::string text_of(const toml::time& time) {
  return std::to_string(time.hour) + ':' + std::to_string(time.minute) + ':' + std::to_string(time.second) +
         '.' + std::to_string(time.nanosecond);
}

std::string text_of(const toml::date_time& moment) {
  const std::string offset = moment.offset ? std::to_string(moment.offset->minutes) : "local";
  return text_of(moment.date) + 'T' + text_of(moment.time) + ' ' + offset;
}

std::string text_of(double number) { return std::to_string(std::bit_cast<std::uint64_t>(number)); }

std::string text_of(std::int64_t number) { return std::to_string(number); }

std::string text_of(bool value) { return value ? "true" : "false"; }

const std::string& text_of(const std::string& value) { return value; }

void SettingsDigest::add_table(const toml::table& table) {
  fields_.field("table", std::to_string(table.size()));
  for (const auto& [key, node] : table) {
    fields_.field("key", key.str());
    add(node);
  }
}

void SettingsDigest::add(const toml::node& node) {
  if (const toml::table* table = node.as_table()) return add_table(*table);
  if (const toml::array* array = node.as_array()) {
    fields_.field("array", std::to_string(array->size()));
    for (const toml::node& element : *array) add(element);
    return;
  }
  node.visit([&](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) {
      fields_.field(std::to_string(static_cast<int>(node.type())), text_of(value.get()));
    }
  });
}

void SettingsDigest::add_without_dependencies(const toml::table& table) {
  for (const auto& [key, node] : table) {
    if (is_dependency_table(key.str())) continue;
    fields_.field("inner key", key.str());
    add(node);
  }
}

// Not even the name of a platform counts, if there is nothing but dependencies under it.
void SettingsDigest::add_targets(const toml::table& targets) {
  for (const auto& [platform, node] : targets) {
    const toml::table* settings = node.as_table();
    const bool dependencies_only =
        settings != nullptr && std::all_of(settings->begin(), settings->end(), [](const auto& entry) {
          return is_dependency_table(entry.first.str());
        });
    if (dependencies_only) continue;
    fields_.field("target", platform.str());
    if (settings == nullptr) {
      add(node);
    } else {
      add_without_dependencies(*settings);
    }
  }
}

constexpr auto k_levels = std::to_array<std::string_view>({"off", "error", "warn", "info", "debug", "trace"});

std::ptrdiff_t rank(std::string_view level) {
  return std::find(k_levels.begin(), k_levels.end(), level) - k_levels.begin();
}

// log's and tracing's features, also as "log/release_max_level_warn": the rank of the highest level left in.
std::ptrdiff_t highest_level(std::string_view feature) {
  constexpr std::string_view k_prefix = "max_level_";
  const std::size_t at = feature.find(k_prefix);
  return at == std::string_view::npos ? rank("trace") : rank(feature.substr(at + k_prefix.size()));
}

std::ptrdiff_t highest_level(const toml::node& node) {
  std::ptrdiff_t highest = rank("trace");
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) highest = std::min(highest, highest_level(value));
  } else if (const toml::array* array = node.as_array()) {
    for (const toml::node& value : *array) highest = std::min(highest, highest_level(value));
  } else if (const auto text = node.value_exact<std::string_view>()) {
    highest = std::min(highest, highest_level(*text));
  }
  return highest;
}

}  // namespace

Digest compile_settings_digest(std::string_view manifest_text) {
  const auto manifest = parse_toml(manifest_text);
  return manifest ? SettingsDigest().of(*manifest) : FieldDigest().field("text", manifest_text).value();
}

bool may_compile_out(std::string_view manifest_text, std::string_view log_macro) {
  const bool levelled = log_macro == "event" || rank(log_macro) < std::ssize(k_levels);
  if (!levelled) return false;
  const auto manifest = parse_toml(manifest_text);
  if (!manifest) return manifest_text.find("max_level_") != std::string_view::npos;
  return highest_level(*manifest) < (log_macro == "event" ? rank("trace") : rank(log_macro));
}

}  // namespace cb21
