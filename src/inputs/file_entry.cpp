// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_entry.hpp"

#include <array>
#include <cstddef>

namespace cb21 {
namespace {

struct ClassTraits {
  std::string_view name;
  int rank;  // lower is stronger
};

// In the order of the enumerators.
constexpr std::array<ClassTraits, 10> k_classes{{
    {"rust-source", 0},
    {"cargo-config", 3},
    {"toolchain", 4},
    {"watched", 2},
    {"dependencies", 5},
    {"docker", 6},
    {"other", 7},
    {"directory", 8},
    {"link", 8},
    {"compiled-in", 1},
}};

const ClassTraits& traits(FileClass file_class) { return k_classes.at(static_cast<std::size_t>(file_class)); }

}  // namespace

std::string_view class_name(FileClass file_class) { return traits(file_class).name; }

std::optional<FileClass> class_from_name(std::string_view name) {
  for (std::size_t i = 0; i < k_classes.size(); ++i) {
    if (k_classes.at(i).name == name) return static_cast<FileClass>(i);
  }
  return std::nullopt;
}

bool is_stronger(FileClass file_class, FileClass other) {
  return traits(file_class).rank < traits(other).rank;
}

}  // namespace cb21
