// SPDX-License-Identifier: Apache-2.0
#include "docker/build_progress.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

struct Seen {
  std::vector<std::string> lines;
  BuildProgress progress{[this](const BuildStep& step, std::string_view line) {
    lines.push_back(step.label + "|" + std::string(line));
  }};
};

TEST(BuildProgress, KnowsStepsAndWhatTheyPrint) {
  Seen seen;
  seen.progress.feed(
      "#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n\n#7 [b 2/3] RUN a b\n#7 0.412 "
      "one\r\n"
      "#8 [b 3/3] COPY x y\n#8 CACHED\n\n#7 ...\n#7 1.5 two\n#7 DONE 2.0s\n");
  EXPECT_EQ(seen.lines, (std::vector<std::string>{"b 2/3|one", "b 2/3|two"}));
  const BuildStep& run = seen.progress.steps().at(7);
  EXPECT_EQ(run.instruction, "RUN a b");
  EXPECT_FALSE(run.cached);
  EXPECT_TRUE(seen.progress.steps().at(8).cached);
}

TEST(BuildProgress, TakesNothingFromWhatIsNoProgress) {
  Seen seen;
  seen.progress.feed("#x\n# 7 CACHED\n#\n#99999999999999999999 CACHED\nWARNING: #7 CACHED\n#7\n#7CACHED\n");
  EXPECT_TRUE(seen.progress.steps().empty());
  EXPECT_TRUE(seen.lines.empty());
}

TEST(BuildProgress, WhatAStepPrintsEndsNoStep) {
  Seen seen;
  seen.progress.feed("#7 [2/3] RUN a\n#7 0.1 CACHED\n#7 0.2 #7 CACHED\n#7 0.3 DONE 1s\n");
  EXPECT_FALSE(seen.progress.steps().at(7).cached);
}

TEST(BuildProgress, DropsALineThatIsTooLong) {
  Seen seen;
  seen.progress.feed("#7 [2/3] RUN a\n#7 0.1 " + std::string(1U << 20U, 'x') + "\n#7 0.2 y\n");
  EXPECT_EQ(seen.lines, std::vector<std::string>{"2/3|y"});
}

}  // namespace
}  // namespace cb21
