// SPDX-License-Identifier: Apache-2.0
#include "inputs/enclosing_repository.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(EnclosingRepository, IsTheNearestCheckout) {
  const test::TempTree tree;
  tree.directory("checkout/.git");
  tree.directory("checkout/products/service");
  // A worktree has a file of that name.
  tree.write("checkout/worktree/.git", "gitdir: /elsewhere\n");
  tree.directory("checkout/worktree/service");
  EXPECT_EQ(enclosing_repository(tree.path("checkout/products/service")), tree.path("checkout"));
  EXPECT_EQ(enclosing_repository(tree.path("checkout")), tree.path("checkout"));
  EXPECT_EQ(enclosing_repository(tree.path("checkout/worktree/service")), tree.path("checkout/worktree"));
}

TEST(EnclosingRepository, IsTheFolderItselfOutsideOfAny) {
  const test::TempTree tree;
  EXPECT_EQ(enclosing_repository(tree.directory("a/b")), tree.path("a/b"));
}

}  // namespace
}  // namespace cb21
