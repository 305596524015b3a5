// SPDX-License-Identifier: Apache-2.0
#include "inputs/include_scan.hpp"

#include "inputs/included_files.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

// At every place of a block, and where the text ends at once.
void expect_found_anywhere(const std::string& text) {
  for (std::size_t before = 0; before < 140; ++before) {
    for (const std::size_t after : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{100}}) {
      const std::string source = std::string(before, ' ') + text + std::string(after, '\n');
      EXPECT_TRUE(may_name_files(source)) << text << " at " << before << " before " << after;
      EXPECT_FALSE(find_included_files(source).empty()) << "the case is none: " << text;
    }
  }
}

TEST(IncludeScan, FindsWhatTheLexerFinds) {
  for (const char* text : {"include!(\"a\")",
                           "include_str!(\"a\")",
                           "include_bytes!(\"a\")",
                           "include_str !\t(\"a\")",
                           "include_str\n!(\"a\")",
                           "include_str/* x */!(\"a\")",
                           "include_str // x\n!(\"a\")",
                           "std::include!{\"a\"}",
                           "#[path = \"a\"] mod x;",
                           "#[path=\"a\"] mod x;",
                           "#[path\t=\n r\"a\"] mod x;",
                           "#[path = r#\"a\"#] mod x;",
                           "#[path /* x */ = \"a\"] mod x;",
                           "#[path = /* x */ \"a\"] mod x;",
                           "#[cfg_attr(unix, path = \"a\")] mod x;"}) {
    expect_found_anywhere(text);
  }
}

TEST(IncludeScan, PassesOverWhatNamesNoFile) {
  for (const char* text : {"",
                           "include",
                           "include_str",
                           "includes!",
                           "exclude!(x)",
                           "let path = value;",
                           "let path = Path::new(\"a\");",
                           "fn f(path: &Path) { g(path) }",
                           "path == other",
                           "First(path) => visit(path),",
                           "paths = \"a\"",
                           "xude push_back path"}) {
    for (std::size_t before = 0; before < 70; ++before) {
      EXPECT_FALSE(may_name_files(std::string(before, ' ') + text)) << text;
      EXPECT_FALSE(may_name_files(std::string(before, ' ') + text + std::string(100, ' '))) << text;
    }
  }
}

}  // namespace
}  // namespace cb21
