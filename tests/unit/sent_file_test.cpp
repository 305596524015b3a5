// SPDX-License-Identifier: Apache-2.0
#include "inputs/sent_file.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

TEST(SendsFile, FollowsTheWalk) {
  struct Case {
    std::string rules;
    std::string path;
    bool buildkit;
    bool classic;
  };

  const std::vector<Case> cases{
      {"", "target/release/app", true, true},
      {"target", "target/release/app", false, false},
      {"target", "app/target/release/app", true, true},
      {"**/target", "app/target/release/app", false, false},
      {"build.rs", "build.rs", false, false},
      {"build.rs", "a/build.rs", true, true},
      {"*\n!src", "build.rs", false, false},
      {"*\n!src", "src/a/main.rs", true, true},
      {"*\n!src/main.rs", "src/main.rs", true, true},
      {"*\n!src/main.rs", "src/lib.rs", false, false},
      {"target\n!target/release/app", "target/release/app", true, true},
      // "*/lib.rs" might lie anywhere, so BuildKit enters all; the classic builder looks at the text only
      {"a\n!*/lib.rs", "a/lib.rs", true, false},
  };
  for (const Case& c : cases) {
    const ContextRoot root{"", "/", IgnoreRules::parse(c.rules)};
    EXPECT_EQ(sends_file(root, Builder::buildkit, c.path), c.buildkit) << c.rules << ' ' << c.path;
    EXPECT_EQ(sends_file(root, Builder::legacy, c.path), c.classic) << c.rules << ' ' << c.path;
  }
}

TEST(RegularFile, IsNoLinkAndNoFolder) {
  const test::TempTree tree;
  tree.write("real/a", "text");
  tree.link("link", "real/a");
  tree.link("folder", "real");
  const ContextRoot root{"", tree.root(), {}};
  tree.set_mtime("real/a", 1'700'000'000'900'000'000);
  const auto status = regular_file_status(root, "real/a");
  ASSERT_TRUE(status);
  EXPECT_EQ(status->size, 4U);
  EXPECT_EQ(status->mtime, 1'700'000'000);
  EXPECT_GT(status->changed_ns, 1'700'000'000'900'000'000);
  EXPECT_EQ(status->names, 1U);
  EXPECT_EQ(regular_file_text(root, "real/a"), "text");
  EXPECT_EQ(regular_file_digest(root, "real/a"), digest_of("text"));
  for (const std::string path : {"link", "folder/a", "real", "none", "real/a/b"}) {
    EXPECT_FALSE(regular_file_status(root, path)) << path;
    EXPECT_FALSE(regular_file_text(root, path)) << path;
    EXPECT_FALSE(regular_file_digest(root, path)) << path;
  }
  EXPECT_FALSE(regular_file_status({"", tree.root() + "/gone", {}}, "real/a"));
}

}  // namespace
}  // namespace cb21
