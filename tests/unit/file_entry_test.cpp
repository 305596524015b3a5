// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_entry.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>

namespace cb21 {
namespace {

constexpr std::array<FileClass, 7> k_strongest_first{FileClass::rust_source,
                                                     FileClass::watched,
                                                     FileClass::cargo_config,
                                                     FileClass::toolchain,
                                                     FileClass::dependencies,
                                                     FileClass::docker,
                                                     FileClass::other};

TEST(FileClass, HasANameThatReadsBack) {
  for (int i = 0; i <= static_cast<int>(FileClass::link); ++i) {
    const auto file_class = static_cast<FileClass>(i);
    EXPECT_EQ(class_from_name(class_name(file_class)), file_class);
  }
  EXPECT_EQ(class_name(FileClass::rust_source), "rust-source");
  EXPECT_EQ(class_name(FileClass::link), "link");
  EXPECT_EQ(class_from_name("Rust-source"), std::nullopt);
  EXPECT_EQ(class_from_name(""), std::nullopt);
}

TEST(FileClass, TheOneThatMakesMoreStaleIsStronger) {
  for (std::size_t i = 0; i < k_strongest_first.size(); ++i) {
    for (std::size_t j = 0; j < k_strongest_first.size(); ++j) {
      EXPECT_EQ(is_stronger(k_strongest_first.at(i), k_strongest_first.at(j)), i < j) << i << " " << j;
    }
  }
}

}  // namespace
}  // namespace cb21
