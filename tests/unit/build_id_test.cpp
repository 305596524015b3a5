// SPDX-License-Identifier: Apache-2.0
#include "evidence/build_id.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

const std::string k_little = " 7f 45 4c 46 02 01 01 00\n";
const std::string k_big = " 7f 45 4c 46 02 02 01 00\n";

TEST(BuildId, IsTheNotesContent) {
  EXPECT_EQ(build_id_in_head(k_little + " 04 00 00 00 03 00 00 00 03 00 00 00 47 4e 55 00\n aa bb cc dd"),
            "aabbcc");
  EXPECT_EQ(build_id_in_head(k_big + " 00 00 00 04 00 00 00 02 00 00 00 03 47 4e 55 00 aa bb"), "aabb");
}

TEST(BuildId, IsBehindOtherNotes) {
  const std::string other = " 04 00 00 00 04 00 00 00 01 00 00 00 47 4e 55 00 00 00 00 00\n";
  EXPECT_EQ(build_id_in_head(k_little + other), "");
  EXPECT_EQ(build_id_in_head(k_little + other + " 04 00 00 00 01 00 00 00 03 00 00 00 47 4e 55 00 ee"), "ee");
}

TEST(BuildId, IsNoneBeyondTheHeadOrTooLong) {
  EXPECT_EQ(build_id_in_head(k_little + " 04 00 00 00 03 00 00 00 03 00 00 00 47 4e 55 00 aa bb"), "");
  EXPECT_EQ(build_id_in_head(k_little + " 04 00 00 00 00 00 00 00 03 00 00 00 47 4e 55 00 aa"), "");
  std::string longer = k_little + " 04 00 00 00 41 00 00 00 03 00 00 00 47 4e 55 00";
  for (int i = 0; i < 0x41; ++i) longer += " aa";
  EXPECT_EQ(build_id_in_head(longer), "");
  EXPECT_EQ(build_id_in_head(" 04 00 00 00 01 00 00 00 03 00 00 00 47 4e 55 00 ee"), "");
}

}  // namespace
}  // namespace cb21
