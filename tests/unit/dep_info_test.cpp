// SPDX-License-Identifier: Apache-2.0
#include "evidence/dep_info.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(DepInfo, HasTheOutputAndItsFiles) {
  EXPECT_EQ(read_dep_info("/t/app: /a/main.rs /a/b.rs"), (DepInfo{"/t/app", {"/a/main.rs", "/a/b.rs"}}));
  EXPECT_EQ(read_dep_info("/t/app:"), (DepInfo{"/t/app", {}}));
}

TEST(DepInfo, ReadsBlanksAndColonsInNames) {
  EXPECT_EQ(read_dep_info("/t\\ x/a:b: /a\\ b/c:\\ d.rs  e\\f"),
            (DepInfo{"/t x/a:b", {"/a b/c: d.rs", "e\\f"}}));
}

TEST(DepInfo, HasNothingOfATextThatIsNoRule) { EXPECT_EQ(read_dep_info("a b c"), DepInfo()); }

}  // namespace
}  // namespace cb21
