// SPDX-License-Identifier: Apache-2.0
#include "cli/flag_removal.hpp"

#include "cli/docker_flags.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 1> k_tag{"tag"};
constexpr std::array<std::string_view, 1> k_quiet{"quiet"};
constexpr std::array<std::string_view, 2> k_both{"tag", "quiet"};
constexpr std::array<std::string_view, 2> k_outputs{"output", "push"};

struct Case {
  Words arguments;
  std::span<const std::string_view> names;
  Words kept;
};

const std::vector<Case> k_cases{
    // every way to write one
    {{"-t", "x", "."}, k_tag, {"."}},
    {{"-tx", "."}, k_tag, {"."}},
    {{"-t=x", "."}, k_tag, {"."}},
    {{"-t=", "."}, k_tag, {"."}},
    {{"--tag", "x", "."}, k_tag, {"."}},
    {{"--tag=x", "."}, k_tag, {"."}},
    {{"--tag=", "."}, k_tag, {"."}},
    {{"-t", "--", "."}, k_tag, {"."}},
    {{"-t", "a", ".", "-tb", "--tag=c"}, k_tag, {"."}},
    {{"-o-", "--push", "--push=false", "--output=type=tar", "."}, k_outputs, {"."}},
    // clusters
    {{"-qt", "x", "."}, k_tag, {"-q", "."}},
    {{"-qtx", "."}, k_tag, {"-q", "."}},
    {{"-qt=x", "."}, k_tag, {"-q", "."}},
    {{"-Dqt", "x", "."}, k_quiet, {"-Dt", "x", "."}},
    {{"-qqt", "x", "."}, k_both, {"."}},
    {{"-q=false", "."}, k_quiet, {"."}},
    {{"-Dq=false", "."}, k_quiet, {"-D", "."}},
    {{"-tq", "."}, k_quiet, {"-tq", "."}},
    {{"-tq", "."}, k_tag, {"."}},
    // what stands where a value does is no flag
    {{"-f", "-t", "x"}, k_tag, {"-f", "-t", "x"}},
    {{"--", "-t", "x"}, k_tag, {"--", "-t", "x"}},
    {{"--build-arg", "--tag=x", "."}, k_tag, {"--build-arg", "--tag=x", "."}},
    // what docker will refuse is refused still
    {{".", "-t"}, k_tag, {".", "-t"}},
    {{"-qZ", "."}, k_quiet, {"-Z", "."}},
    {{"-q-push", "."}, k_quiet, {"-q-push", "."}},
    {{"-q=", "."}, k_quiet, {"-=", "."}},
    {{"-qtest.v", "."}, k_quiet, {"-test.v", "."}},
    // nothing to remove
    {{}, k_both, {}},
    {{"-qt", "x", "."}, {}, {"-qt", "x", "."}},
};

TEST(FlagRemoval, TakesOutEverySpellingAndNothingElse) {
  for (const Case& given : k_cases) {
    EXPECT_EQ(without_flags(given.arguments, given.names), given.kept)
        << ::testing::PrintToString(given.arguments);
  }
}

TEST(FlagRemoval, LeavesNoOccurrenceThatDockerWouldTake) {
  for (const Case& given : k_cases) {
    const ParsedArguments before = parse_leniently(given.arguments);
    if (before.error) continue;
    const Words kept = without_flags(given.arguments, given.names);
    for (const FlagValue& flag : parse_leniently(kept).flags) {
      const bool refused = !before.unknown_flags.empty();
      EXPECT_TRUE(refused || std::ranges::find(given.names, flag.name) == given.names.end())
          << ::testing::PrintToString(given.arguments);
    }
  }
}

}  // namespace
}  // namespace cb21
