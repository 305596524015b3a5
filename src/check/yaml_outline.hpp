// SPDX-License-Identifier: Apache-2.0
// The keys, texts and lines of a YAML file as people write CI files: block style, flow mappings of one level,
// block and quoted scalars. Read line by line, with bounds; anchors are passed over and aliases left as
// written. Never fails: what it does not understand it leaves out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct YamlNode {
  std::string key;             // empty for an item of a list
  std::string value;           // of a scalar: quotes removed, a block's lines without their indentation
  std::size_t line = 0;        // of the key or the dash, from 1
  std::size_t value_line = 0;  // where the value's text begins
  std::vector<YamlNode> children;

  // The child of that key; an empty node where there is none.
  const YamlNode& at(std::string_view name) const;
  bool has(std::string_view name) const;
};

// Deeper nodes are left out.
constexpr std::size_t k_deepest_yaml = 32;

// The document's node; several documents in one file are read as one.
YamlNode read_yaml_outline(std::string_view text);

}  // namespace cb21
