// SPDX-License-Identifier: Apache-2.0
#include "commands/receipt_file.hpp"

#include "error.hpp"
#include "support/option_fixtures.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace cb21 {
namespace {

using test::TempTree;
using test::usage_error_of;
using testing::HasSubstr;

TEST(ReceiptFile, IsWrittenReadAndWithdrawn) {
  const TempTree tree;
  Receipt receipt;
  receipt.image_id = "sha256:a";
  withdraw_receipt_file(tree.path("r"));
  write_receipt_file(tree.path("r"), "cut off");
  write_receipt_file(tree.path("r"), print_receipt(receipt));
  EXPECT_EQ(read_receipt_file(tree.path("r")), receipt);
  withdraw_receipt_file(tree.path("r"));
  EXPECT_TRUE(std::filesystem::is_empty(tree.root()));
}

TEST(ReceiptFile, StaysWhereItIsNone) {
  const TempTree tree;
  tree.write("notes", "keep me");
  tree.directory("folder");
  tree.link("link", "notes");
  for (const char* name : {"notes", "folder", "link"}) {
    EXPECT_THAT(usage_error_of([&] { withdraw_receipt_file(tree.path(name)); }),
                HasSubstr(std::string(name) + ", which is no receipt and stays"));
  }
  EXPECT_EQ(tree.read("notes"), "keep me");
  tree.write("empty", "");
  withdraw_receipt_file(tree.path("empty"));
  EXPECT_FALSE(std::filesystem::exists(tree.path("empty")));
}

TEST(ReceiptFile, SaysWhatIsWrongWithIt) {
  const TempTree tree;
  const auto trouble = [&] { return usage_error_of([&] { read_receipt_file(tree.path("r")); }); };
  EXPECT_THAT(trouble(), HasSubstr("No such file"));
  tree.write("r", print_receipt({}).substr(0, 200));
  EXPECT_THAT(trouble(), HasSubstr("/r is torn"));
  tree.write("r", "{}");
  EXPECT_THAT(trouble(), HasSubstr("/r is not one of cb21's"));
  EXPECT_THROW(write_receipt_file(tree.path("none/r"), "x"), Error);
  tree.directory("d");
  EXPECT_THROW(write_receipt_file(tree.path("d"), "x"), Error);
  EXPECT_THAT(usage_error_of([&] { read_receipt_file(tree.path("d")); }),
              HasSubstr("cannot read the receipt"));
}

}  // namespace
}  // namespace cb21
