// SPDX-License-Identifier: Apache-2.0
#include "check/makefile.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

// "TARGETS[!]@LINE: SCRIPT" a job; '!' where it is for production.
std::string shown(std::string_view text) {
  std::string result;
  for (const AutomationJob& job : read_makefile(text, "")) {
    result += job.name + (job.for_production ? "!" : "") + '@' + std::to_string(job.steps.front().line) +
              ": " + job.steps.front().script;
  }
  return result;
}

TEST(Makefile, HasAJobForEachRecipe) {
  EXPECT_EQ(
      shown("A := b:c\nB ?= x\n.PHONY: all\nall: image\n\nimage: src ; echo\n\t@docker build .\n\t-ls\n"),
      "image@7: docker build .\nls\n");
  EXPECT_EQ(shown("a b: c # d\n\tx\n\n\ty\nifdef Z\n\tz\nendif\n"), "a b@2: x\n\ny\n\nz\n\n");
}

TEST(Makefile, KeepsContinuedLinesAsTheShellGetsThem) {
  EXPECT_EQ(shown("i:\n\tdocker build \\\n\t  --no-cache \\\n    .\n"),
            "i@2: docker build \\\n  --no-cache \\\n   .\n");
}

TEST(Makefile, HandsProductionDown) {
  EXPECT_EQ(shown("release: push\n\techo\npush: image\n\tpush\nimage:\n\tbuild\ntest:\n\ttest\n"),
            "release!@2: echo\npush!@4: push\nimage!@6: build\ntest@8: test\n");
  EXPECT_EQ(shown("deploy: image\nimage:\n\tb\n"), "image!@3: b\n");
  EXPECT_EQ(shown("a: b\nb: a\n\tx\nprod: a\n"), "b!@3: x\n");
}

TEST(Makefile, EndsWhateverItIsGiven) {
  std::string many = "release:";
  for (int i = 0; i < 50'000; ++i) many += " t" + std::to_string(i);
  many += '\n';
  for (int i = 0; i < 5'000; ++i) many += "t" + std::to_string(i) + ": release\n\tx\n";
  EXPECT_EQ(read_makefile(many, "").size(), k_most_jobs);
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("\tx\n:\n::\n=:=\n"), "");
}

}  // namespace
}  // namespace cb21
