// SPDX-License-Identifier: Apache-2.0
#include "check/text_format.hpp"

#include "support/finding_fixtures.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(TextFormat, HasAFindingsPlaceReasonAndCure) {
  const std::string text = text_format(test::findings_to_show(), false);
  EXPECT_EQ(text.find("the project: warning uncached-ci-missing: nothing builds it\n    A build that"), 0U)
      << text;
  EXPECT_NE(text.find("\na b,c:%\\n\\x1b[31m\\xff/x.sh:7: error cached-production-build: "),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\n    instead:\n      docker build\n       --no-cache\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("\n1 error, 1 warning, 1 waived\n")) << text;
}

TEST(TextFormat, LeavesOutWhatIsWaived) {
  EXPECT_EQ(text_format(test::findings_to_show(), false).find("target-cache-mount"), std::string::npos);
}

TEST(TextFormat, HasColourOnlyWhereItIsAskedFor) {
  EXPECT_EQ(text_format(test::findings_to_show(), false).find('\033'), std::string::npos);
  const std::string text = text_format(test::findings_to_show(), true);
  EXPECT_NE(text.find(": \033[31merror\033[0m "), std::string::npos);
  EXPECT_NE(text.find(": \033[33mwarning\033[0m "), std::string::npos);
}

TEST(TextFormat, CountsNothingToo) { EXPECT_EQ(text_format({}, false), "0 errors, 0 warnings, 0 waived\n"); }

TEST(TextFormat, LeavesTheLinesToPasteAsTheyAre) {
  std::vector<Finding> findings = test::findings_to_show();
  findings[0].violation.cure = "RUN printf 'a\\tb\\n' && \\\n\tcargo build";
  EXPECT_NE(text_format(findings, false).find("\n      RUN printf 'a\\tb\\n' && \\\n      \tcargo build\n"),
            std::string::npos);
}

}  // namespace
}  // namespace cb21
