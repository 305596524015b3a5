// SPDX-License-Identifier: Apache-2.0
#include "check/github_workflow.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

AutomationFile read(const std::string& text, const std::string& path = ".github/workflows/ci.yml") {
  AutomationFile file{.path = path, .text = text, .jobs = {}};
  read_github_file(file);
  return file;
}

TEST(GithubWorkflow, HasAJobForEachOfItsJobs) {
  const AutomationFile file = read(R"(name: CI
on: [push, pull_request]
defaults:
  run:
    working-directory: service
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Build
        run: |
          docker build \
            --no-cache .
      - run: ls
        working-directory: other
      - uses: docker/bake-action@v5
  image:
    steps:
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: |
            a/b:1
            a/b:2
)");
  EXPECT_EQ(file.kind, AutomationFile::Kind::ci);
  ASSERT_EQ(file.jobs.size(), 2U);
  const auto& steps = file.jobs[0].steps;
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_EQ(steps[0].action, "actions/checkout");
  EXPECT_EQ(steps[1].script, "docker build \\\n  --no-cache .\n");
  EXPECT_EQ(steps[1].line, 13U);
  EXPECT_EQ(steps[1].folder, "service");
  EXPECT_EQ(steps[2].folder, "other");
  // An action runs in the workspace.
  EXPECT_EQ(steps[3].folder, "");
  const AutomationStep& action = file.jobs[1].steps.at(0);
  EXPECT_EQ(action.line, 20U);
  EXPECT_EQ(action.input("push"), "true");
  EXPECT_EQ(action.input("no-cache"), "");
  EXPECT_FALSE(file.jobs[0].for_production || file.jobs[1].for_production || file.goes_elsewhere);
}

TEST(GithubWorkflow, IsForProductionByItsNamesAndEvents) {
  const std::string jobs = "jobs:\n  x:\n    steps:\n      - run: ls\n";
  const auto for_production = [](const AutomationFile& file) { return file.jobs.at(0).for_production; };
  EXPECT_FALSE(for_production(read(jobs)));
  EXPECT_TRUE(for_production(read(jobs, ".github/workflows/release.yml")));
  EXPECT_TRUE(for_production(read("name: Deploy\n" + jobs)));
  EXPECT_TRUE(for_production(read("on:\n  release:\n    types: [published]\n" + jobs)));
  EXPECT_TRUE(for_production(read("on: [push, release]\n" + jobs)));
  EXPECT_TRUE(for_production(read("jobs:\n  publish:\n    steps:\n      - run: ls\n")));
  EXPECT_TRUE(for_production(
      read("jobs:\n  x:\n    environment:\n      name: production\n    steps:\n      - run: ls\n")));
  EXPECT_FALSE(for_production(read("on:\n  push:\n    branches: [release]\n" + jobs)));
}

TEST(GithubWorkflow, HasStepsOfOneSort) {
  const AutomationFile file =
      read("jobs:\n  x:\n    steps:\n      - uses: a/b\n        run: ls\n      - name: c\n");
  const auto& steps = file.jobs.at(0).steps;
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].script, "ls");
  EXPECT_EQ(steps[0].action, "");
  EXPECT_EQ(steps[1].line, 6U);
}

TEST(GithubWorkflow, MayCallAnother) {
  EXPECT_TRUE(read("jobs:\n  x:\n    uses: o/r/.github/workflows/x.yml@main\n").goes_elsewhere);
  EXPECT_FALSE(read("jobs:\n  x:\n    uses: ./.github/workflows/x.yml\n").goes_elsewhere);
}

TEST(GithubWorkflow, MayBeACompositeAction) {
  const AutomationFile file =
      read("name: image\nruns:\n  using: composite\n  steps:\n    - run: docker build .\n      shell: bash\n",
           ".github/actions/image/action.yml");
  EXPECT_EQ(file.kind, AutomationFile::Kind::script);
  ASSERT_EQ(file.jobs.size(), 1U);
  EXPECT_EQ(file.jobs[0].steps.at(0).script, "docker build .");
  EXPECT_EQ(file.jobs[0].steps.at(0).line, 5U);
}

}  // namespace
}  // namespace cb21
