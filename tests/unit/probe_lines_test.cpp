// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

constexpr std::int64_t k_second = 1000000000;

TEST(StageTime, IsReadAsStatPrintsIt) {
  EXPECT_EQ(read_stage_time("1970-01-01 00:00:01.000000002 +0000"), k_second + 2);
  EXPECT_EQ(read_stage_time("2026-11-29 09:04:56.125946958 +0000"), 1795943096 * k_second + 125946958);
  EXPECT_EQ(read_stage_time("1970-01-01 02:00:01.5 +0200"), k_second + k_second / 2);
  EXPECT_EQ(read_stage_time("1970-01-01 00:00:01"), k_second);
  EXPECT_EQ(read_stage_time("1969-12-31 23:59:59 +0000"), -k_second);
}

TEST(StageTime, IsNoneOfAnythingElse) {
  for (const char* const text : {"",
                                 "2026-11-29",
                                 "2026-13-29 09:04:56",
                                 "2026-11-31 09:04:56",
                                 "9999-11-29 09:04:56",
                                 "2026-11-29 24:04:56",
                                 "2026-11-29 09:04:56.1234567890",
                                 "2026-11-29 09:04:56.-1",
                                 "2026-11-29 09:04:56 UTC",
                                 "1795943096"}) {
    EXPECT_EQ(read_stage_time(text), std::nullopt) << text;
  }
}

std::string result(const std::string& lines) { return "@probe 1 N1 k\n" + lines + "@end\n"; }

const std::string k_times = "|2026-01-02 03:04:05 +0000|2026-01-02 03:04:06 +0000|";

TEST(ProbeLines, AreThoseOfThisProbe) {
  EXPECT_TRUE(read_probe_lines(result(""), "N1").recognised);
  EXPECT_FALSE(read_probe_lines(result(""), "N2").recognised);
  EXPECT_FALSE(read_probe_lines("", "N1").recognised);
  EXPECT_FALSE(read_probe_lines("@probe 2 N1 k\n@end\n", "N1").recognised);
}

TEST(ProbeLines, AreWholeWithTheEndAndNoCut) {
  EXPECT_TRUE(read_probe_lines(result(""), "N1").whole);
  EXPECT_FALSE(read_probe_lines("@probe 1 N1 k\n", "N1").whole);
  EXPECT_FALSE(read_probe_lines(result("@cut named\n"), "N1").whole);
}

TEST(ProbeLines, LeaveOutWhatIsOfAnotherForm) {
  const std::string text = result("@units\n1" + k_times + "/a|b\n1" + k_times + "relative\n-1" + k_times +
                                  "/c\nx\n|||\n1|2|3|/d\n" + "@other\n1" + k_times + "/e\n");
  const ProbeLines lines = read_probe_lines(text, "N1");
  ASSERT_THAT(lines.units, SizeIs(1));
  EXPECT_EQ(lines.units.begin()->first, "/a|b");
  EXPECT_FALSE(lines.fractions);
}

TEST(ProbeLines, KnowWhichColonEndsAName) {
  const std::string text = result("@units\n1" + k_times + "/a:b/c\n@text\n/a:b/c:x:y\n/unknown:z\n");
  EXPECT_THAT(read_probe_lines(text, "N1").texts, ElementsAre(Pair("/a:b/c", "x:y")));
}

TEST(ProbeLines, ReadDigestsOfNamesWithBackslashes) {
  const std::string sum(64, 'a');
  const std::string text = result("@named\n1" + k_times + "/a\\b\n@sums\n\\" + sum + "  /a\\\\b\n");
  EXPECT_EQ(read_probe_lines(text, "N1").named.begin()->second.sha256, sum);
  const std::string bad = result("@named\n1" + k_times + "/a\n@sums\n" + std::string(63, 'a') + "g  /a\n");
  EXPECT_THAT(read_probe_lines(bad, "N1").named.begin()->second.sha256, IsEmpty());
}

TEST(ProbeLines, HaveLibrariesAndSettings) {
  const std::string text = result(
      "@libraries\n/a/libx-1.so\nrelative\n@settings\n/a:b/.cargo/config.toml:linker = \"c:d\"\n"
      "/h/config:rustc='x'\n/other.toml:linker=1\nconfig:linker=1\n");
  const ProbeLines lines = read_probe_lines(text, "N1");
  EXPECT_THAT(lines.libraries, ElementsAre("/a/libx-1.so"));
  EXPECT_THAT(lines.settings,
              ElementsAre(AllOf(Field(&PrintedSetting::path, "/a:b/.cargo/config.toml"),
                                Field(&PrintedSetting::text, "linker = \"c:d\"")),
                          AllOf(Field(&PrintedSetting::path, "/h/config"),
                                Field(&PrintedSetting::text, "rustc='x'"))));
}

TEST(ProbeLines, HaveTheHeadsOfFiles) {
  const std::string text = result("@head /a b\n 7f 45\n 4c\n@head /c\n");
  EXPECT_THAT(read_probe_lines(text, "N1").heads, ElementsAre(Pair("/a b", " 7f 45\n 4c")));
}

}  // namespace
}  // namespace cb21
