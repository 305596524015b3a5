// SPDX-License-Identifier: Apache-2.0
#include "scaffold/enclosing_folders.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

class EnclosingFolders : public ::testing::Test {
 protected:
  void package(const std::string& folder, const std::string& more = "") const {
    tree.write(folder + "/Cargo.toml", "[package]\nname = \"x\"\n" + more);
  }

  test::TempTree tree;
};

TEST_F(EnclosingFolders, FindTheWorkspace) {
  tree.write("Cargo.toml", "[workspace]\nmembers = [\"products/*\"]\nexclude = [\"old\", \"products/b\"]\n");
  package("products/a");
  package("products/b");
  package("products/bb");
  package("old/c/d");
  package("own", "[workspace]\n");
  package("own/inner");
  package("named", "workspace = \"own\"\n");
  tree.write("broken/Cargo.toml", "[[[");
  const auto workspace = [&](const char* folder) { return enclosing_workspace(tree.path(folder)); };
  EXPECT_EQ(workspace("products/a"), tree.root());
  EXPECT_EQ(workspace("products/b"), tree.path("products/b"));
  EXPECT_EQ(workspace("products/bb"), tree.root());
  EXPECT_EQ(workspace("old/c/d"), tree.path("old/c/d"));
  EXPECT_EQ(workspace("own"), tree.path("own"));
  EXPECT_EQ(workspace("own/inner"), tree.path("own"));
  EXPECT_EQ(workspace("broken"), tree.path("broken"));
  EXPECT_EQ(enclosing_workspace(tree.root()), tree.root());
}

TEST_F(EnclosingFolders, FollowTheNamedWorkspace) {
  package("member", "workspace = \"../root\"\n");
  tree.write("root/Cargo.toml", "[workspace]\nmembers = [\"../member\"]\n");
  EXPECT_EQ(enclosing_workspace(tree.path("member")), tree.path("root"));
}

}  // namespace
}  // namespace cb21
