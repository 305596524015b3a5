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
  std::vector<std::string> expected{
      "--file=/look/Dockerfile", "--target=cb21-sources", "--output=type=tar,dest=-", "--progress=plain"};
  expected.insert(expected.end(), GetParam().kept.begin(), GetParam().kept.end());
  const BuildRequest request = read_build_request({}, GetParam().typed, no_environment());
  EXPECT_THAT(generated_build_arguments(request, {}, "/look/Dockerfile", "cb21-sources"),
              ElementsAreArray(expected));
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
  EXPECT_THAT(generated_build_arguments(request, changes, "/look/Dockerfile", "t"),
              ElementsAreArray({"--file=/look/Dockerfile",
                                "--target=t",
                                "--output=type=tar,dest=-",
                                "--progress=plain",
                                "--build-context=shared=/links/lib",
                                "/links/app"}));
}

}  // namespace
}  // namespace cb21
