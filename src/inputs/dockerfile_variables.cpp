// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_variables.hpp"

namespace cb21 {
namespace {

// No build has as many bytes of variables; a hostile file with many stages could fill memory with them.
constexpr std::size_t k_largest_scope = std::size_t{256} << 10U;

}  // namespace

void Variables::declare(std::string_view name) { values_.emplace(name, std::nullopt); }

void Variables::set(std::string_view name, std::string_view value) {
  const auto known = values_.find(name);
  if (known != values_.end()) {
    size_ -= name.size() + known->second.value_or("").size();
    values_.erase(known);
  }
  if (size_ + name.size() + value.size() > k_largest_scope) return;
  size_ += name.size() + value.size();
  values_.emplace(name, value);
}

std::optional<std::string> Variables::value(std::string_view name) const {
  const auto known = values_.find(name);
  return known == values_.end() ? std::nullopt : known->second;
}

}  // namespace cb21
