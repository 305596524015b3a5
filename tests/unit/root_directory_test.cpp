// SPDX-License-Identifier: Apache-2.0
#include "inputs/root_directory.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

Descriptor root_of(const test::TempTree& tree) {
  return Descriptor(open(tree.root().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

TEST(OpenBelow, FollowsNoLinkAnywhereInThePath) {
  const test::TempTree tree;
  tree.write("a/b/file", "");
  tree.link("a/link", "b/file");
  tree.link("linked", "a");
  const Descriptor root = root_of(tree);
  EXPECT_TRUE(open_below(root.number(), ""));
  EXPECT_TRUE(open_below(root.number(), "a/b", O_DIRECTORY));
  EXPECT_TRUE(open_below(root.number(), "a/b/file"));
  for (const char* path : {"a/link", "linked", "linked/b/file", "missing", "a/b/file/x"}) {
    EXPECT_FALSE(open_below(root.number(), path)) << path;
  }
}

TEST(OpenBelow, FollowsNoLinkInAPathThatIsTooLongForTheKernelEither) {
  const test::TempTree tree;
  tree.write("a/file", "");
  tree.link("linked", "a");
  const Descriptor root = root_of(tree);
  std::string detour;
  for (int i = 0; i < 3000; ++i) detour += "./";
  EXPECT_TRUE(open_below(root.number(), detour + "a/file"));
  EXPECT_FALSE(open_below(root.number(), detour + "linked/file"));
  EXPECT_FALSE(open_below(root.number(), detour + "linked"));
}

TEST(ResolveBelow, FollowsLinksAsIfTheDirectoryWereTheRoot) {
  const test::TempTree tree;
  tree.write("a/b/file", "");
  tree.link("a/link", "b/file");
  tree.link("linked", "a");
  tree.link("absolute", "/a/b");
  tree.link("up", "../../a");
  tree.link("chain", "linked/link");
  tree.link("dangling", "nowhere");
  tree.link("self", "self");
  tree.link("one", "two");
  tree.link("two", "one");
  tree.link("outside", "/etc/passwd");
  const std::vector<std::pair<std::string_view, std::optional<std::string>>> cases = {
      {"", ""},
      {"a/b/file", "a/b/file"},
      {"a//./b/../b/file", "a/b/file"},
      {"a/link", "a/b/file"},
      {"linked/b", "a/b"},
      {"absolute/file", "a/b/file"},
      {"up/link", "a/b/file"},
      {"chain", "a/b/file"},
      {"../../a", "a"},
      {"dangling", std::nullopt},
      {"self", std::nullopt},
      {"one", std::nullopt},
      {"outside", std::nullopt},
      {"a/b/file/x", std::nullopt},
  };
  const Descriptor root = root_of(tree);
  for (const auto& [path, resolved] : cases) EXPECT_EQ(resolve_below(root.number(), path), resolved) << path;
}

TEST(ResolveBelow, TakesLongTargets) {
  const test::TempTree tree;
  tree.write("file", "");
  std::string target;
  for (int i = 0; i < 1500; ++i) target += "./";
  tree.link("link", target + "file");
  EXPECT_EQ(resolve_below(root_of(tree).number(), "link"), "file");
}

TEST(JoinBelow, StaysBelowTheRoot) {
  const std::vector<std::pair<std::string_view, std::optional<std::string>>> cases = {
      {"x", "a/b/x"},
      {"./x//y/", "a/b/x/y"},
      {"../x", "a/x"},
      {"../../x", "x"},
      {"../..", ""},
      {"../../../x", std::nullopt},
      {"../../../a/b/x", std::nullopt},
      {"/x", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [path, joined] : cases) EXPECT_EQ(join_below("a/b", path), joined) << path;
  EXPECT_EQ(join_below("", "x"), "x");
  EXPECT_EQ(join_below("", "../x"), std::nullopt);
}

TEST(ReadLink, SaysWhatIsNoLink) {
  const test::TempTree tree;
  tree.write("file", "");
  EXPECT_EQ(read_link(root_of(tree).number(), "file"), std::nullopt);
  EXPECT_EQ(errno, EINVAL);
}

}  // namespace
}  // namespace cb21
