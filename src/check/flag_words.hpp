// SPDX-License-Identifier: Apache-2.0
// The words after a build command cut into flags with their values and other words, as docker, podman,
// compose and cb21 cut them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct FlagWord {
  std::string name;  // "--tag", "-t", whether alone or in a cluster; empty for a word that is no flag
  std::optional<std::string_view> value;  // of the flag where it has one; else the word
};

// A flag that is not known is taken for a switch, and no flag takes the next one for its value.
std::vector<FlagWord> read_flag_words(std::span<const std::string> words);

}  // namespace cb21
