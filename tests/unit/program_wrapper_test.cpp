// SPDX-License-Identifier: Apache-2.0
#include "inputs/program_wrapper.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(ProgramWrapper, KnowsWhichOptionsTakeTheNextWord) {
  const ProgramWrapper* timeout = find_wrapper("timeout");
  ASSERT_NE(timeout, nullptr);
  EXPECT_EQ(timeout->operands, 1U);
  for (const std::string_view option : {"-k", "-vk", "--kill-after", "--signal"})
    EXPECT_TRUE(timeout->takes_next(option)) << option;
  for (const std::string_view option : {"-v", "-k5", "--kill-after=5", "--kill", "--foreground", "--", "-kv"})
    EXPECT_FALSE(timeout->takes_next(option)) << option;
  EXPECT_EQ(find_wrapper("cargo"), nullptr);
}

}  // namespace
}  // namespace cb21
