// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_variables.hpp"

namespace cb21 {
namespace {

// No build has as many bytes of variables.
constexpr std::size_t k_largest_scope = std::size_t{256} << 10U;

// Of memory, beside name and value.
constexpr std::size_t k_entry = 96;

}  // namespace

void Variables::declare(std::string_view name) {
  if (is_known(name) || size_ + name.size() + k_entry > k_largest_scope) return;
  size_ += name.size() + k_entry;
  values_.emplace(name, std::nullopt);
}

void Variables::set(std::string_view name, std::string_view value) {
  forget(name);
  const std::size_t size = name.size() + value.size() + k_entry;
  if (size_ + size > k_largest_scope) return;
  size_ += size;
  values_.emplace(name, value);
}

void Variables::forget(std::string_view name) {
  const auto known = values_.find(name);
  if (known == values_.end()) return;
  size_ -= name.size() + known->second.value_or("").size() + k_entry;
  values_.erase(known);
}

std::optional<std::string> Variables::value(std::string_view name) const {
  const auto known = values_.find(name);
  return known == values_.end() ? std::nullopt : known->second;
}

}  // namespace cb21
