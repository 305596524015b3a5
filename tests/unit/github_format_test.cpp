// SPDX-License-Identifier: Apache-2.0
#include "check/github_format.hpp"

#include "support/finding_fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace cb21 {
namespace {

TEST(GithubFormat, IsACommandALineAndACount) {
  const std::string text = github_format(test::findings_to_show());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
  EXPECT_EQ(text.find("::warning title=uncached-ci-missing::nothing builds it%0AA build"), 0U) << text;
  EXPECT_TRUE(text.ends_with("\n1 error, 1 warning, 1 waived\n")) << text;
}

TEST(GithubFormat, EscapesAsTheRunnerUnescapes) {
  const std::string text = github_format(test::findings_to_show());
  EXPECT_NE(
      text.find(
          "\n::error file=a b%2Cc%3A%25%0A\\x1b[31m\xff/x.sh,line=7,title=cached-production-build::50%25 "
          "from%0Athe cache%0A"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("%0AInstead:%0Adocker build%0A --no-cache\n"), std::string::npos) << text;
}

TEST(GithubFormat, LeavesOutWhatIsWaived) {
  EXPECT_EQ(github_format(test::findings_to_show()).find("target-cache-mount"), std::string::npos);
}

TEST(GithubFormat, ShowsEveryControlCharacter) {
  std::vector<Finding> findings = test::findings_to_show();
  findings[0].violation = {
      .file = "a\u009bß\x7f.sh", .line = 1, .message = "b\u0080\u00a0\\\xc2", .cure = "c\u009f"};
  const std::string text = github_format(findings);
  EXPECT_NE(text.find("file=a\\xc2\\x9bß\\x7f.sh,"), std::string::npos) << text;
  EXPECT_NE(text.find("::b\\xc2\\x80\u00a0\\\xc2%0A"), std::string::npos) << text;
  EXPECT_NE(text.find("%0Ac\\xc2\\x9f\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace cb21
