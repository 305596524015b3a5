// SPDX-License-Identifier: Apache-2.0
#include "evidence/unit_fingerprint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

TEST(UnitFingerprint, NamesDependenciesAsTheirFilesDo) {
  const auto read = read_unit_fingerprint(
      R"({"deps":[[1,"rules",false,11988006810846588970],[2,"x",true,1]],"local":[{"CheckDepInfo":{}}]})");
  ASSERT_TRUE(read);
  EXPECT_THAT(read->dependencies, ElementsAre("2a7079e5adf45da6", "0100000000000000"));
  EXPECT_EQ(read->declared, std::nullopt);
}

TEST(UnitFingerprint, HasWhatABuildScriptDeclared) {
  const auto paths = read_unit_fingerprint(
      R"({"deps":[],"local":[{"RerunIfChanged":{"output":"o","paths":["build.rs","data"]}},)"
      R"({"RerunIfEnvChanged":{"var":"X","val":null}}]})");
  ASSERT_TRUE(paths);
  EXPECT_THAT(paths->declared, Optional(ElementsAre("build.rs", "data")));
  const auto variable =
      read_unit_fingerprint(R"({"deps":[],"local":[{"RerunIfEnvChanged":{"var":"X","val":null}}]})");
  ASSERT_TRUE(variable);
  EXPECT_THAT(variable->declared, Optional(IsEmpty()));
  const auto package = read_unit_fingerprint(R"({"deps":[],"local":[{"Precalculated":"1.2s"}]})");
  ASSERT_TRUE(package);
  EXPECT_EQ(package->declared, std::nullopt);
}

TEST(UnitFingerprint, HasTheLinkerThatTheFlagsName) {
  const auto linker = [](const std::string& flags) {
    const auto read = read_unit_fingerprint(R"({"deps":[],"local":[],"rustflags":[)" + flags + "]}");
    return read ? read->linker : "unreadable";
  };
  EXPECT_EQ(linker(""), "");
  EXPECT_EQ(linker(R"("-Clinker=/linker.sh")"), "/linker.sh");
  EXPECT_EQ(linker(R"("-C","linker=/linker.sh","-C","opt-level=3")"), "/linker.sh");
  EXPECT_EQ(linker(R"("--codegen=linker=a","--codegen","linker=b")"), "b");
  EXPECT_EQ(linker(R"("--cfg","linker=a","-Clink-arg=-fuse-ld=lld","-Clinker-flavor=gcc")"), "");
  EXPECT_EQ(linker("1"), "");
}

TEST(UnitFingerprint, IsNoneOfAnythingElse) {
  for (const char* const text : {"",
                                 "[]",
                                 "{}",
                                 R"({"deps":[]})",
                                 R"({"deps":[[1,"x",false]],"local":[]})",
                                 R"({"deps":[[1,"x",false,-1]],"local":[]})",
                                 R"({"deps":[[1,"x",false,"2"]],"local":[]})",
                                 R"({"deps":[],"local":[]} x)"}) {
    EXPECT_EQ(read_unit_fingerprint(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace cb21
