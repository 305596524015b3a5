// SPDX-License-Identifier: Apache-2.0
// [[bin]] as it stands in a Cargo.toml, with its lines and the comments that speak of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct BinTable {
  std::string name;
  std::optional<std::string> path;  // as written
  std::size_t line = 0;             // of its header, from 1
  std::size_t path_line = 0;        // 0 where no path is given
  // Directly above the header and within the table, ends of lines included; without '#'. Settings that are
  // commented out are none.
  std::vector<std::string> comments;
};

// In file order. Empty for a text that is not TOML.
std::vector<BinTable> read_bin_tables(std::string_view manifest_text);

// The line of [package]; 1 where it has none of its own.
std::size_t package_line(std::string_view manifest_text);

// Whether [dependencies] lists it.
bool depends_on(std::string_view manifest_text, std::string_view name);

}  // namespace cb21
