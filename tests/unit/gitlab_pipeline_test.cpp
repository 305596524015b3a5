// SPDX-License-Identifier: Apache-2.0
#include "check/gitlab_pipeline.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

AutomationFile read(const std::string& text, const std::string& path = ".gitlab-ci.yml") {
  AutomationFile file{.path = path, .text = text, .jobs = {}};
  read_gitlab_file(file);
  return file;
}

TEST(GitlabPipeline, HasAJobForEachKeyWithAScript) {
  const AutomationFile file = read(R"(stages: [build, deploy]
variables:
  A: b
before_script:
  - docker login
build:
  stage: build
  script:
    - docker build --no-cache -t $CI_REGISTRY_IMAGE .
    - |
      docker push \
        $CI_REGISTRY_IMAGE
own:
  before_script: [true]
  script: ls
  environment: production
ship-it:
  stage: deploy
  script: ls
)");
  EXPECT_EQ(file.kind, AutomationFile::Kind::ci);
  ASSERT_EQ(file.jobs.size(), 3U);
  const auto& steps = file.jobs[0].steps;
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].script, "docker login");
  EXPECT_EQ(steps[1].line, 9U);
  EXPECT_EQ(steps[2].script, "docker push \\\n  $CI_REGISTRY_IMAGE\n");
  EXPECT_EQ(steps[2].line, 11U);
  EXPECT_FALSE(file.jobs[0].for_production);
  EXPECT_EQ(file.jobs[1].steps.at(0).script, "true");
  EXPECT_TRUE(file.jobs[1].for_production);
  EXPECT_TRUE(file.jobs[2].for_production);
  EXPECT_FALSE(file.goes_elsewhere);
}

TEST(GitlabPipeline, IsForProductionByItsOwnName) {
  const std::string job = "image:\n  script: ls\n";
  EXPECT_FALSE(read(job).jobs.at(0).for_production);
  EXPECT_TRUE(read(job, ".gitlab/release.yml").jobs.at(0).for_production);
}

TEST(GitlabPipeline, HasAShellForAJobAndOneForWhatComesAfterIt) {
  const AutomationFile file =
      read("x:\n  before_script: [a]\n  script:\n    - b\n    - c\n  after_script:\n    - d\n    - e\n");
  std::string shells;
  for (const AutomationStep& step : file.jobs.at(0).steps)
    shells += (step.same_shell ? "+" : " ") + step.script;
  EXPECT_EQ(shells, " a+b+c d+e");
}

TEST(GitlabPipeline, MayIncludeOthers) {
  EXPECT_TRUE(read("include:\n  - project: a/b\n    file: c.yml\n").goes_elsewhere);
  EXPECT_TRUE(read("include: https://example.org/x.yml\n").goes_elsewhere);
  EXPECT_TRUE(read("x:\n  trigger: a/b\n").goes_elsewhere);
  EXPECT_FALSE(read("include:\n  - local: /ci/x.yml\n").goes_elsewhere);
}

}  // namespace
}  // namespace cb21
