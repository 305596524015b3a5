// SPDX-License-Identifier: Apache-2.0
// ARG and ENV at one point of a Dockerfile.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

class Variables {
 public:
  // ARG without a value: expands to nothing, and counts as unset in ${name:-word}.
  void declare(std::string_view name);
  // What would make the whole unreasonably large is forgotten, as if the name were unknown.
  void set(std::string_view name, std::string_view value);

  bool is_known(std::string_view name) const { return values_.find(name) != values_.end(); }

  std::optional<std::string> value(std::string_view name) const;

  // About the memory that a copy takes, in bytes.
  std::size_t size() const { return size_; }

 private:
  void forget(std::string_view name);

  std::map<std::string, std::optional<std::string>, std::less<>> values_;
  std::size_t size_ = 0;
};

}  // namespace cb21
