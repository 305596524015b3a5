// SPDX-License-Identifier: Apache-2.0
#include "commands/generated_build.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAreArray;

Environment no_environment() {
  return [](std::string_view) { return std::nullopt; };
}

struct Row {
  std::vector<std::string> typed;
  std::vector<std::string> kept;
};

class KeptArguments : public testing::TestWithParam<Row> {};

TEST_P(KeptArguments, AreThoseThatDecideWhatAStepDoes) {
  const BuildRequest request = read_build_request({}, GetParam().typed, no_environment());
  for (const auto kind : {BuilderFacts::Kind::buildkit, BuilderFacts::Kind::classic}) {
    std::vector<std::string> expected{"--file=/look/Dockerfile", "--target=cb21-evidence"};
    // The classic builder writes no files: it makes an image.
    if (kind == BuilderFacts::Kind::buildkit)
      expected.insert(expected.end(), {"--output=type=tar,dest=-", "--progress=plain"});
    expected.insert(expected.end(), GetParam().kept.begin(), GetParam().kept.end());
    EXPECT_THAT(generated_build_arguments(request, kind, {}, "/look/Dockerfile", "cb21-evidence"),
                ElementsAreArray(expected));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Each,
    KeptArguments,
    testing::Values(
        Row{{"."}, {"."}},
        Row{{"-t", "app", "-qf", "Other", "--build-arg", "A=b", "."}, {"--build-arg", "A=b", "."}},
        Row{{"--no-cache", "--pull", "--secret", "id=x", "--target=run", "."},
            {"--pull", "--secret", "id=x", "."}},
        Row{{"--push", "-o", "type=local,dest=out", "--iidfile=x", "--metadata-file", "m", "--", "."},
            {"--", "."}},
        Row{{"--no-cache-filter", "a", "--cache-to=type=inline", "--cache-from", "b", "--sbom=true", "."},
            {"--cache-from", "b", "."}},
        Row{{"--provenance=false",
             "--attest",
             "type=sbom",
             "--progress",
             "tty",
             "--load",
             "--network=none",
             "."},
            {"--network=none", "."}}));

TEST(GeneratedBuildArguments, KeepTheIsolatedContexts) {
  const BuildRequest request = read_build_request({}, {"--build-context=shared=lib", "."}, no_environment());
  ArgumentChanges changes;
  changes.no_cache = true;
  changes.iidfile = "/run/iid";
  changes.dockerfile = "/links/docker/Dockerfile";
  changes.context = "/links/app";
  changes.named_contexts = {{"shared", "/links/lib"}};
  EXPECT_THAT(
      generated_build_arguments(request, BuilderFacts::Kind::buildkit, changes, "/look/Dockerfile", "t"),
      ElementsAreArray({"--file=/look/Dockerfile",
                        "--target=t",
                        "--output=type=tar,dest=-",
                        "--progress=plain",
                        "--build-context=shared=/links/lib",
                        "/links/app"}));
}

TEST(GeneratedBuildArguments, PullTheBaseAnewWhereTheBuildDid) {
  const BuildRequest request = read_build_request({}, {"."}, no_environment());
  ArgumentChanges changes;
  changes.pull = true;
  EXPECT_THAT(
      generated_build_arguments(request, BuilderFacts::Kind::classic, changes, "/look/Dockerfile", "t"),
      ElementsAreArray({"--file=/look/Dockerfile", "--target=t", "--pull", "."}));
}

}  // namespace
}  // namespace cb21
