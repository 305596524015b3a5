// SPDX-License-Identifier: Apache-2.0
#include "commands/docker_arguments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

BuildRequest request_of(Words words) {
  const Environment nothing = [](std::string_view) { return std::optional<std::string>(); };
  return read_build_request({}, std::move(words), nothing);
}

TEST(DockerArguments, WithoutChangesAreTheUsersWords) {
  const Words words{"-t", "a b", "--build-arg=X=1", "--new-flag", "/"};
  EXPECT_EQ(docker_build_arguments(request_of(words), {}), words);
}

TEST(DockerArguments, NoCacheStandsFirstWhereNothingCanSwallowIt) {
  EXPECT_EQ(docker_build_arguments(request_of({"-t", "x", "--", "/"}), {.no_cache = true}),
            (Words{"--no-cache", "-t", "x", "--", "/"}));
}

TEST(DockerArguments, UsersCacheFlagsGiveWayToNoCache) {
  const Words words{
      "--no-cache=false", "--no-cache-filter", "deps", "--no-cache-filter=app", "-t", "--no-cache", "/"};
  EXPECT_EQ(docker_build_arguments(request_of(words), {.no_cache = true}),
            (Words{"--no-cache", "-t", "--no-cache", "/"}));
}

TEST(DockerArguments, CacheFlagsStayWithoutNoCache) {
  const Words words{"--no-cache-filter", "deps", "/"};
  EXPECT_EQ(docker_build_arguments(request_of(words), {}), words);
}

TEST(DockerArguments, UsersPullCannotUndoPull) {
  EXPECT_EQ(docker_build_arguments(request_of({"/", "--pull=false"}), {.pull = true}),
            (Words{"--pull", "/"}));
}

TEST(DockerArguments, ContextIsReplacedWhereItStands) {
  EXPECT_EQ(docker_build_arguments(request_of({"-t", "/", "/", "-q"}), {.context = "/run/link"}),
            (Words{"-t", "/", "/run/link", "-q"}));
}

TEST(DockerArguments, DockerfileIsReplacedHoweverItWasWritten) {
  const ArgumentChanges changes{.dockerfile = "/l/D"};
  const Words wanted{"--file=/l/D", "/"};
  for (const Words& words : {Words{"-f", "D", "/"},
                             Words{"-fD", "/"},
                             Words{"-f=D", "/"},
                             Words{"--file", "D", "/"},
                             Words{"--file=D", "/"}}) {
    EXPECT_EQ(docker_build_arguments(request_of(words), changes), wanted) << words.front();
  }
}

TEST(DockerArguments, SwitchesInOneWordWithTheDockerfileStay) {
  EXPECT_EQ(docker_build_arguments(request_of({"-qf", "D", "/"}), {.dockerfile = "/l/D"}),
            (Words{"-q", "--file=/l/D", "/"}));
  EXPECT_EQ(docker_build_arguments(request_of({"-qfD", "/"}), {.dockerfile = "/l/D"}),
            (Words{"-q", "--file=/l/D", "/"}));
}

TEST(DockerArguments, NamedContextsAreReplacedByName) {
  const ArgumentChanges changes{.named_contexts = {{"lib", "/l/lib"}}};
  EXPECT_EQ(docker_build_arguments(
                request_of({"--build-context", "lib=../lib", "--build-context=img=docker-image://a", "/"}),
                changes),
            (Words{"--build-context=lib=/l/lib", "--build-context=img=docker-image://a", "/"}));
}

TEST(DockerArguments, IidfileIsAdded) {
  EXPECT_EQ(docker_build_arguments(request_of({"/"}), {.iidfile = "/t/iid"}),
            (Words{"--iidfile=/t/iid", "/"}));
}

TEST(DockerArguments, OnceMoreTrustTheCache) {
  const Words words{"--no-cache=false", "--no-cache-filter", "deps", "--pull", "-t", "--pull", "/"};
  EXPECT_EQ(repeated_build_arguments(request_of(words),
                                     {.no_cache = true, .pull = true, .context = "/l", .iidfile = "i"}),
            (Words{"--iidfile=i", "-t", "--pull", "/l"}));
}

}  // namespace
}  // namespace cb21
