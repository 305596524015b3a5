// SPDX-License-Identifier: Apache-2.0
#include "inputs/available_cpus.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <sched.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

TEST(CpuQuota, IsTheLeastOfAllGroupsAbove) {
  struct Case {
    std::string cgroup;
    std::vector<std::pair<std::string, std::string>> files;
    std::optional<unsigned> quota;
  };

  const std::vector<Case> cases = {
      {"", {}, std::nullopt},
      {"0::/\n", {}, std::nullopt},
      {"0::/\n", {{"cpu.max", "max 100000\n"}}, std::nullopt},
      {"0::/\n", {{"cpu.max", "200000 100000\n"}}, 2},
      {"0::/\n", {{"cpu.max", "150000 100000\n"}}, 2},
      {"0::/\n", {{"cpu.max", "1000 100000\n"}}, 1},
      {"0::/a/b\n", {{"a/b/cpu.max", "max 100000\n"}, {"a/cpu.max", "300000 100000\n"}}, 3},
      {"0::/a/b\n", {{"a/b/cpu.max", "100000 100000\n"}, {"a/cpu.max", "300000 100000\n"}}, 1},
      {"0::/a\n", {{"a/cpu.max", "garbage"}}, std::nullopt},
      {"0::/a\n", {{"a/cpu.max", "100000 0\n"}}, std::nullopt},
      {"3:cpu,cpuacct:/a\n",
       {{"cpu/a/cpu.cfs_quota_us", "400000\n"}, {"cpu/a/cpu.cfs_period_us", "100000\n"}},
       4},
      {"3:cpu:/\n", {{"cpu/cpu.cfs_quota_us", "-1\n"}, {"cpu/cpu.cfs_period_us", "100000\n"}}, std::nullopt},
      {"3:cpuset:/\n",
       {{"cpu/cpu.cfs_quota_us", "100000\n"}, {"cpu/cpu.cfs_period_us", "100000\n"}},
       std::nullopt},
      {"4:memory:/m:n\n0::/c:d\n", {{"c:d/cpu.max", "500000 100000\n"}}, 5},
  };
  for (const Case& wanted : cases) {
    const test::TempTree mount;
    for (const auto& [path, text] : wanted.files) mount.write(path, text);
    EXPECT_EQ(cpu_quota(wanted.cgroup, mount.root()), wanted.quota) << wanted.cgroup;
  }
}

TEST(AvailableCpus, KeepsToTheAffinity) {
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  EXPECT_GE(available_cpus(), 1U);
  EXPECT_LE(available_cpus(), static_cast<unsigned>(CPU_COUNT(&before)));
  std::size_t first = 0;
  while (!CPU_ISSET(first, &before)) ++first;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(first, &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
  EXPECT_EQ(available_cpus(), 1U);
  ASSERT_EQ(sched_setaffinity(0, sizeof before, &before), 0);
}

}  // namespace
}  // namespace cb21
