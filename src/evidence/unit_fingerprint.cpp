// SPDX-License-Identifier: Apache-2.0
#include "evidence/unit_fingerprint.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdint>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr std::size_t k_longest = 1U << 20U;

// The number's bytes, low byte first, as cargo writes it to the file (util::hex).
std::string file_digits(std::uint64_t fingerprint) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string digits;
  for (int byte = 0; byte < 8; ++byte, fingerprint >>= 8U) {
    digits += k_digits[fingerprint >> 4U & 0xFU];
    digits += k_digits[fingerprint & 0xFU];
  }
  return digits;
}

const json::array* array_in(const json::value& value, std::string_view key) {
  const json::object* const object = value.if_object();
  const json::value* const member = object == nullptr ? nullptr : object->if_contains(key);
  return member == nullptr ? nullptr : member->if_array();
}

// [PACKAGE-ID-HASH, NAME, PUBLIC, FINGERPRINT]
std::optional<std::uint64_t> dependency(const json::value& value) {
  const json::array* const fields = value.if_array();
  if (fields == nullptr || fields->size() != 4) return std::nullopt;
  if (const std::uint64_t* const number = (*fields)[3].if_uint64()) return *number;
  const std::int64_t* const number = (*fields)[3].if_int64();
  if (number == nullptr || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

// "local" has {"RerunIfChanged": {"output": ..., "paths": [...]}} and one RerunIfEnvChanged for each
// variable, or {"Precalculated": ...} where the script declared nothing.
std::optional<std::vector<std::string>> declared_paths(const json::array& local) {
  std::vector<std::string> paths;
  bool declared = false;
  for (const json::value& entry : local) {
    const json::object* const object = entry.if_object();
    if (object == nullptr || object->contains("Precalculated")) return std::nullopt;
    declared = declared || object->contains("RerunIfEnvChanged");
    const json::value* const changed = object->if_contains("RerunIfChanged");
    const json::array* const names = changed == nullptr ? nullptr : array_in(*changed, "paths");
    if (names == nullptr) continue;
    declared = true;
    for (const json::value& name : *names) {
      if (!name.is_string()) return std::nullopt;
      paths.emplace_back(name.get_string());
    }
  }
  if (!declared) return std::nullopt;
  return paths;
}

// "-Clinker=clang", or "-C" and "linker=clang": "--codegen" is the long form of "-C".
std::string named_linker(const json::value& value) {
  constexpr std::string_view k_option = "linker=";
  const json::array* const flags = array_in(value, "rustflags");
  std::string linker;
  bool codegen = false;
  for (const json::value& entry : flags == nullptr ? json::array() : *flags) {
    if (!entry.is_string()) continue;
    std::string_view flag(entry.get_string());
    if (!codegen && flag.starts_with("-C")) {
      flag.remove_prefix(2);
      codegen = true;
    } else if (!codegen && flag.starts_with("--codegen=")) {
      flag.remove_prefix(10);
      codegen = true;
    }
    if (codegen && flag.starts_with(k_option)) linker = flag.substr(k_option.size());
    codegen = entry.get_string() == "-C" || entry.get_string() == "--codegen";
  }
  return linker;
}

}  // namespace

std::optional<UnitFingerprint> read_unit_fingerprint(std::string_view text) {
  if (text.size() > k_longest) return std::nullopt;
  boost::system::error_code error;
  const json::value value = json::parse(text, error);
  if (error) return std::nullopt;
  const json::array* const dependencies = array_in(value, "deps");
  const json::array* const local = array_in(value, "local");
  if (dependencies == nullptr || local == nullptr) return std::nullopt;
  UnitFingerprint fingerprint;
  for (const json::value& entry : *dependencies) {
    const auto number = dependency(entry);
    if (!number) return std::nullopt;
    fingerprint.dependencies.push_back(file_digits(*number));
  }
  fingerprint.declared = declared_paths(*local);
  fingerprint.linker = named_linker(value);
  return fingerprint;
}

}  // namespace cb21
