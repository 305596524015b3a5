// SPDX-License-Identifier: Apache-2.0
#include "inputs/main_function.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

std::size_t line_of_main(std::string_view source) {
  const TokenTree tree(lex_rust(source));
  const auto main = find_main_function(tree);
  return main ? main->line : 0;
}

TEST(MainFunction, IsTheOneOutsideOfModules) {
  EXPECT_EQ(line_of_main("mod a { fn main() {} }\n#[x]\nfn\nmain() {}"), 4U);
  EXPECT_EQ(line_of_main("struct S; impl S { fn main() {} }"), 0U);
}

TEST(MainFunction, MustBeTheOnlyOneAndUnconditional) {
  EXPECT_EQ(line_of_main("#[cfg(unix)] fn main() {}"), 0U);
  EXPECT_EQ(line_of_main("fn main() {} fn main() {}"), 0U);
  EXPECT_EQ(line_of_main("#![no_std] fn main() {}"), 0U);
}

}  // namespace
}  // namespace cb21
