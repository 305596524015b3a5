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

}  // namespace
}  // namespace cb21
