// SPDX-License-Identifier: Apache-2.0
#include "check/makefile.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

// "TARGETS[!]: LINE SCRIPT; ..." a job; '!' where it is for production.
std::string shown(std::string_view text, std::string_view path = "Makefile") {
  std::string result;
  for (const AutomationJob& job : read_makefile(text, path)) {
    result += job.name + (job.for_production ? "!:" : ":");
    for (const AutomationStep& step : job.steps)
      result += ' ' + std::to_string(step.line) + (step.same_shell ? "+ " : " ") + step.script + ';';
    result += '\n';
  }
  return result;
}

TEST(Makefile, HasAJobForEachRecipe) {
  EXPECT_EQ(shown("A := b:c\nB ?= x\n.PHONY: all\nall: image\n\nimage: src\n\t@docker build .\n\t-ls\n"),
            "image: 7 docker build .; 8 ls;\n");
  EXPECT_EQ(shown("a b: c # d\n\tx\n\n\ty\nifdef Z\n\tz\nendif\n"), "a b: 2 x; 4 y; 6 z;\n");
}

TEST(Makefile, HasTargetsThatBeginWithADot) {
  EXPECT_EQ(shown("release:\n\tpush\n.image: src/main.rs\n\tbuild\n"),
            "release!: 2 push;\n.image: 4 build;\n");
  EXPECT_EQ(shown("release: .image\n.image:\n\tbuild\n.PHONY: release\n"), ".image!: 3 build;\n");
  EXPECT_EQ(shown("x:\n\ta\n.PHONY: release x\n.SHELLFLAGS = -e:c\n"), "x: 2 a;\n");
}

TEST(Makefile, HasHeadsOfSeveralLines) {
  EXPECT_EQ(shown("release: \\\n  test \\\n  image\nimage:\n\tbuild\n"), "image!: 5 build;\n");
  EXPECT_EQ(shown("a:\n\tx\nS = b \\\n\tdocker build .\n"), "a: 2 x;\n");
}

TEST(Makefile, HasRecipesBehindASemicolon) {
  EXPECT_EQ(shown("image: src ; @docker build .\n\tls\n"), "image: 1 docker build .; 2 ls;\n");
  EXPECT_EQ(shown("image: src # a; docker build .\n"), "");
  EXPECT_EQ(shown("image: FLAGS = a; docker build .\n"), "");
}

TEST(Makefile, HasAShellForEachLineOfARecipe) {
  EXPECT_EQ(shown("a:\n\tcd b\n\tls\n"), "a: 2 cd b; 3 ls;\n");
  EXPECT_EQ(shown(".ONESHELL:\na:\n\tcd b\n\tls\n"), "a: 3 cd b; 4+ ls;\n");
}

TEST(Makefile, HasNoRecipeInADefinition) {
  EXPECT_EQ(shown("release:\n\tx\ndefine test\n\tdocker build -t a:b .\nendef\n"), "release!: 2 x;\n");
}

TEST(Makefile, KeepsContinuedLinesAsTheShellGetsThem) {
  EXPECT_EQ(shown("i:\n\tdocker build \\\n\t  --no-cache \\\n    .\n"),
            "i: 2 docker build \\\n  --no-cache \\\n    .;\n");
  EXPECT_EQ(shown("i:\n\tdocker build \\\n--no-cache .\n"), "i: 2 docker build \\\n--no-cache .;\n");
}

TEST(Makefile, HandsProductionDown) {
  EXPECT_EQ(shown("release: push\n\techo\npush: image\n\tpush\nimage:\n\tbuild\ntest:\n\ttest\n"),
            "release!: 2 echo;\npush!: 4 push;\nimage!: 6 build;\ntest: 8 test;\n");
  EXPECT_EQ(shown("deploy: image\nimage:\n\tb\n"), "image!: 3 b;\n");
  EXPECT_EQ(shown("a: b\nb: a\n\tx\nprod: a\n"), "b!: 3 x;\n");
}

TEST(Makefile, IsForProductionByItsOwnName) {
  EXPECT_EQ(shown("image:\n\tb\n", "release.mk"), "image!: 2 b;\n");
  EXPECT_EQ(shown("image:\n\tb\n", "deploy/Makefile"), "image!: 2 b;\n");
  EXPECT_EQ(read_makefile("image:\n\tb\n", "deploy/Makefile").at(0).steps.at(0).folder, "deploy");
}

TEST(Makefile, EndsWhateverItIsGiven) {
  std::string many = "release:";
  for (int i = 0; i < 50'000; ++i) many += " t" + std::to_string(i);
  many += '\n';
  for (int i = 0; i < 5'000; ++i) many += "t" + std::to_string(i) + ": release\n\tx\n";
  EXPECT_EQ(read_makefile(many, "Makefile").size(), k_most_jobs);
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("\tx\n:\n::\n=:=\n"), "");
}

}  // namespace
}  // namespace cb21
