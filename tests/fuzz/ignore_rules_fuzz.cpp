// SPDX-License-Identifier: Apache-2.0
// An ignore file, then paths, each after a NUL: whatever they hold, the walk decides or throws Error, a
// file's fate is the same by either question, and what the cleaned patterns say is what the file said.
#include "error.hpp"
#include "inputs/ignore_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace {

using cb21::Builder;
using cb21::IgnoreRules;

constexpr std::size_t k_longest_input = 8192;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string_view take_field(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  const std::string_view field = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return field;
}

// Nothing where the pattern shows to be bad.
std::optional<bool> keeps(const IgnoreRules& rules, std::string_view path, const IgnoreRules::Met& parent) {
  try {
    return rules.keeps_file(path, parent);
  } catch (const cb21::Error&) {
    return std::nullopt;
  }
}

std::optional<IgnoreRules::Met> meets(const IgnoreRules& rules,
                                      std::string_view path,
                                      const IgnoreRules::Met& parent) {
  try {
    return rules.meet(path, parent);
  } catch (const cb21::Error&) {
    return std::nullopt;
  }
}

void walk(const IgnoreRules& rules, std::string_view path) {
  IgnoreRules::Met parent;
  for (std::size_t end = 0; end < path.size();) {
    end = std::min(path.find('/', end + 1), path.size());
    const std::string_view entry = path.substr(0, end);
    const std::optional<IgnoreRules::Met> met = meets(rules, entry, parent);
    const std::optional<bool> kept = keeps(rules, entry, parent);
    require(met.has_value() == kept.has_value());
    if (!met) return;
    require(met->excluded != *kept);
    require(met->hits.empty() || met->hits.size() == rules.patterns().size());
    require(!met->excluded || !met->hits.empty());
    rules.enters_excluded(entry, Builder::buildkit);
    rules.enters_excluded(entry, Builder::legacy);
    parent = *met;
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > k_longest_input) return 0;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view text = take_field(bytes);
  try {
    const IgnoreRules rules = IgnoreRules::parse(text);
    require(rules.empty() == rules.patterns().empty());
    while (!bytes.empty()) {
      const std::string_view path = take_field(bytes);
      walk(rules, path);
      rules.matches_flat(path);
    }
  } catch (const cb21::Error&) {
    // What docker refuses, too.
    return 0;
  }
  return 0;
}
