// SPDX-License-Identifier: Apache-2.0
#include "cli/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace cb21 {
namespace {

using ::testing::Contains;
using ::testing::Not;

TEST(Environment, ReadsTheProcessesVariables) {
  setenv("CB21_TEST_VARIABLE", "a=b", 1);
  EXPECT_EQ(process_environment()("CB21_TEST_VARIABLE"), "a=b");
  EXPECT_THAT(process_environment_names(), Contains("CB21_TEST_VARIABLE"));
  unsetenv("CB21_TEST_VARIABLE");
  EXPECT_EQ(process_environment()("CB21_TEST_VARIABLE"), std::nullopt);
  EXPECT_THAT(process_environment_names(), Not(Contains("CB21_TEST_VARIABLE")));
}

TEST(Environment, TellsEmptyFromUnset) {
  setenv("CB21_TEST_VARIABLE", "", 1);
  EXPECT_EQ(process_environment()("CB21_TEST_VARIABLE"), "");
  unsetenv("CB21_TEST_VARIABLE");
}

}  // namespace
}  // namespace cb21
