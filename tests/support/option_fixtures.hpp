// SPDX-License-Identifier: Apache-2.0
// Environments and configuration files as test data.
#pragma once

#include "cli/configuration.hpp"
#include "cli/environment.hpp"
#include "error.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cb21::test {

using Variables = std::map<std::string, std::string, std::less<>>;

inline Environment environment_of(Variables variables) {
  return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
}

inline ConfigurationFile project_file(std::string text) {
  return {ConfigurationFile::Rank::project, "./cb21.conf", std::move(text)};
}

inline ConfigurationFile user_file(std::string text) {
  return {ConfigurationFile::Rank::user, "/home/u/.config/cb21/cb21.conf", std::move(text)};
}

inline ConfigurationFile machine_file(std::string text) {
  return {ConfigurationFile::Rank::machine, "/etc/cb21/cb21.conf", std::move(text)};
}

// What a usage error says; empty when there is none. Other errors pass.
inline std::string usage_error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    if (error.code() != ExitCode::usage) throw;
    return error.what();
  }
  return "";
}

}  // namespace cb21::test
