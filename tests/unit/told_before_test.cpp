// SPDX-License-Identifier: Apache-2.0
#include "commands/told_before.hpp"

#include "support/kept_records.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using test::k_identity;
using test::TempTree;
using testing::ElementsAre;
using testing::IsEmpty;

using Sentences = std::vector<std::string>;

// What is news at a build of its own.
Sentences news_at_a_build(const TempTree& tree, const std::string& kind, const Sentences& sentences) {
  Store store(tree.root());
  ToldBefore told(store, k_identity);
  Sentences news = told.news(kind, sentences);
  told.keep(store, k_identity);
  return news;
}

TEST(ToldBefore, GivesOnlyWhatIsNew) {
  const TempTree tree;
  EXPECT_THAT(news_at_a_build(tree, "check", {"a", "b"}), ElementsAre("a", "b"));
  EXPECT_THAT(news_at_a_build(tree, "check", {"a", "c", "b"}), ElementsAre("c"));
  EXPECT_THAT(news_at_a_build(tree, "open", {"a"}), ElementsAre("a")) << "of another kind";
  EXPECT_THAT(news_at_a_build(tree, "check", {"c"}), IsEmpty());
  EXPECT_THAT(news_at_a_build(tree, "check", {"a"}), ElementsAre("a")) << "gone meanwhile, and back again";
  EXPECT_THAT(news_at_a_build(tree, "open", {"a"}), IsEmpty());
}

TEST(ToldBefore, IsForgottenWithTheProject) {
  const TempTree tree;
  EXPECT_THAT(news_at_a_build(tree, "check", {"a"}), ElementsAre("a"));
  EXPECT_TRUE(Store(tree.root()).forget(k_identity));
  EXPECT_THAT(news_at_a_build(tree, "check", {"a"}), ElementsAre("a"));
}

TEST(ToldBefore, TellsAgainWhatCannotBeKeptOrRead) {
  const TempTree tree;
  tree.write("state", "no folder");
  Store store(tree.path("state"));
  ToldBefore told(store, k_identity);
  EXPECT_THAT(told.news("check", {"a"}), ElementsAre("a"));
  told.keep(store, k_identity);
  EXPECT_THAT(told.news("check", {"a"}), IsEmpty()) << "in the same build";

  EXPECT_THAT(news_at_a_build(tree, "check", {"a"}), ElementsAre("a"));
  tree.write(test::project_file("told"), std::string("check\n\0\xff", 8));
  EXPECT_THAT(news_at_a_build(tree, "check", {"a"}), ElementsAre("a"));
}

}  // namespace
}  // namespace cb21
