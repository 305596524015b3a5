// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_variables.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

TEST(DockerfileVariables, TellsDeclaredFromUnknown) {
  Variables variables;
  variables.declare("a");
  variables.set("b", "1");
  variables.declare("b");
  EXPECT_TRUE(variables.is_known("a"));
  EXPECT_EQ(variables.value("a"), std::nullopt);
  EXPECT_EQ(variables.value("b"), "1");
  EXPECT_FALSE(variables.is_known("c"));
}

TEST(DockerfileVariables, ForgetsAValueThatWouldMakeTheScopeHuge) {
  Variables variables;
  variables.set("a", std::string(200000, 'x'));
  variables.set("b", std::string(200000, 'x'));
  EXPECT_TRUE(variables.is_known("a"));
  EXPECT_FALSE(variables.is_known("b"));
  variables.set("a", "small");
  variables.set("b", std::string(200000, 'x'));
  EXPECT_TRUE(variables.is_known("b"));
}

TEST(DockerfileVariables, CountsEveryNameThatItKeeps) {
  Variables variables;
  for (int i = 0; i < 20000; ++i) {
    variables.declare("declared" + std::to_string(i));
    variables.set("set" + std::to_string(i), "");
  }
  EXPECT_TRUE(variables.is_known("set0"));
  EXPECT_FALSE(variables.is_known("declared19999"));
  EXPECT_FALSE(variables.is_known("set19999"));
  EXPECT_LE(variables.size(), std::size_t{256} << 10U);
}

}  // namespace
}  // namespace cb21
