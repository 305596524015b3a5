// SPDX-License-Identifier: Apache-2.0
#include "state/running_builds.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <optional>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

class RunningBuildsTest : public testing::Test {
 protected:
  std::string state() const { return tree.path("state"); }

  // Files of uses, each set to an age.
  std::size_t age_all(std::chrono::hours age) const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(state() + "/mounts")) {
      fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - age);
      ++count;
    }
    return count;
  }

  test::TempTree tree;
};

TEST_F(RunningBuildsTest, KnowOneThatRunsInTheSameMount) {
  const RunningBuilds one(state(), "unix:///e", {"target", "registry"});
  EXPECT_FALSE(one.another_used("target"));
  const RunningBuilds two(state(), "unix:///e", {"target"});
  EXPECT_TRUE(one.another_used("target"));
  EXPECT_TRUE(two.another_used("target"));
  EXPECT_FALSE(one.another_used("registry"));
  EXPECT_TRUE(two.another_used("registry"));
}

TEST_F(RunningBuildsTest, TellBuildersApart) {
  const RunningBuilds one(state(), "unix:///e", {"target"});
  const RunningBuilds two(state(), "unix:///f", {"target"});
  EXPECT_FALSE(one.another_used("target"));
}

TEST_F(RunningBuildsTest, KnowOneThatEndedSinceThisOneBegan) {
  std::optional<RunningBuilds> other;
  other.emplace(state(), "unix:///e", std::vector<std::string>{"target"});
  const RunningBuilds one(state(), "unix:///e", {"target"});
  other.reset();
  EXPECT_TRUE(one.another_used("target"));
  const RunningBuilds later(state(), "unix:///e", {"target", "target"});
  EXPECT_TRUE(later.another_used("target")) << "the first is still there";
}

TEST_F(RunningBuildsTest, ForgetThoseThatEndedBefore) {
  std::optional<RunningBuilds> other;
  other.emplace(state(), "unix:///e", std::vector<std::string>{"target"});
  other.reset();
  EXPECT_EQ(age_all(std::chrono::hours(1)), 1U);
  EXPECT_FALSE(RunningBuilds(state(), "unix:///e", {"target"}).another_used("target"));
  EXPECT_EQ(age_all(std::chrono::hours(30)), 2U);
  EXPECT_FALSE(RunningBuilds(state(), "unix:///e", {"of another project"}).another_used("target"));
  EXPECT_EQ(age_all(std::chrono::hours(1)), 1U) << "what is a day old is gone";
}

TEST_F(RunningBuildsTest, KnowNothingWithoutAStateFolder) {
  const RunningBuilds one("", "unix:///e", {"target"});
  const RunningBuilds two("", "unix:///e", {"target"});
  EXPECT_FALSE(one.another_used("target"));
}

}  // namespace
}  // namespace cb21
