// SPDX-License-Identifier: Apache-2.0
#include "commands/gate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using Words = std::vector<std::string>;

BuildRequest request_of(const Words& words) {
  const Environment nothing = [](std::string_view) { return std::optional<std::string>(); };
  return read_build_request({}, words, nothing);
}

const BuilderFacts k_buildx{.kind = BuilderFacts::Kind::buildkit, .through_buildx = true};
const BuilderFacts k_elsewhere{
    .kind = BuilderFacts::Kind::buildkit, .through_buildx = true, .docker_driver = false};
const BuilderFacts k_own_client{.kind = BuilderFacts::Kind::buildkit, .old_client = true};
const BuilderFacts k_classic{.kind = BuilderFacts::Kind::classic, .old_client = true};

Gate gate_of(const Words& words, const BuilderFacts& builder, bool worth = true) {
  return plan_gate(request_of(words),
                   {.verify = VerifyMode::automatic, .builder = builder, .worth_two_builds = worth});
}

Words names_of(const Gate& gate) {
  Words names;
  for (const ImageReference& name : gate.names) names.push_back(name.familiar());
  return names;
}

struct Case {
  Words words;
  const BuilderFacts& builder;
  Words first;  // what docker gets first
  Words names;
  bool push;
  bool rerun;
};

TEST(Gate, HoldsBackWhatWouldGetOut) {
  const std::vector<Case> cases{
      // tags
      {{"-t", "a", "-tb:1", "/"}, k_buildx, {"/"}, {"a:latest", "b:1"}, false, false},
      {{"-t", "a", "/"}, k_own_client, {"/"}, {"a:latest"}, false, false},
      {{"-qt", "a", "/"}, k_classic, {"-q", "/"}, {"a:latest"}, false, false},
      {{"-t", "a", "-o", "out", "/"}, k_classic, {"-o", "out", "/"}, {"a:latest"}, false, false},
      {{"-t", "a", "--load", "/"}, k_elsewhere, {"--load", "/"}, {"a:latest"}, false, false},
      {{"-t", "a", "-o", "type=docker", "/"}, k_elsewhere, {"--load", "/"}, {"a:latest"}, false, false},
      {{"-o", "type=image,name=a", "/"}, k_buildx, {"--load", "/"}, {"a:latest"}, false, false},
      {{"-o", "type=image,name=a", "-t", "b", "/"}, k_buildx, {"--load", "/"}, {"b:latest"}, false, false},
      {{"-o", "type=moby,name=a", "/"}, k_own_client, {"/"}, {"a:latest"}, false, false},
      {{"-t", "a", "-"}, k_buildx, {"-"}, {"a:latest"}, false, false},
      // pushes
      {{"--push", "-t", "a", "/"}, k_buildx, {"--load", "/"}, {"a:latest"}, true, false},
      {{"--push=false", "-t", "a", "/"}, k_buildx, {"/"}, {"a:latest"}, false, false},
      {{"-o", "type=registry,name=a", "/"}, k_buildx, {"--load", "/"}, {"a:latest"}, true, false},
      {{"-o", "type=image,name=a,push=true,x=y", "/"},
       k_buildx,
       {"--output=type=image,x=y", "/"},
       {"a:latest"},
       true,
       false},
      {{"--push", "-t", "a", "-"}, k_buildx, {"--load", "-"}, {"a:latest"}, true, false},
      // two builds
      {{"-o", "out", "-t", "a", "/"}, k_buildx, {"/"}, {}, false, true},
      {{"-o", "-", "/"}, k_own_client, {"/"}, {}, false, true},
      {{"-o", "type=oci,dest=x", "--iidfile", "i", "--metadata-file=m", "/"},
       k_buildx,
       {"/"},
       {},
       false,
       true},
      {{"--push", "-o", "out", "-t", "a", "/"}, k_buildx, {"/"}, {}, false, true},
      {{"-o", "type=image,name=a,push=true", "-o", "type=image,name=b", "/"},
       k_buildx,
       {"/"},
       {},
       false,
       true},
      {{"-o", "type=image,name=a,push=true,push-by-digest=true", "/"}, k_buildx, {"/"}, {}, false, true},
      {{"--push", "-t", "a", "--sbom=true", "/"}, k_elsewhere, {"--load", "/"}, {}, false, true},
  };
  for (const Case& given : cases) {
    const Gate gate = gate_of(given.words, given.builder);
    SCOPED_TRACE(::testing::PrintToString(given.words));
    EXPECT_EQ(gate.request.arguments, given.first);
    EXPECT_EQ(names_of(gate), given.names);
    EXPECT_EQ(gate.push, given.push);
    EXPECT_EQ(gate.rerun, given.rerun);
    EXPECT_EQ(gate.leak, "");
    EXPECT_EQ(gate.request.arguments[*gate.request.context_word], given.words.back());
    EXPECT_FALSE(withheld(gate).empty());
    EXPECT_FALSE(steps_after_proof(gate).empty());
  }
}

TEST(Gate, LeavesTheWordsWhereNothingWaits) {
  const std::vector<std::pair<Words, const BuilderFacts*>> cases{
      {{"/"}, &k_buildx},
      {{"--load", "/"}, &k_buildx},
      // nothing is loaded under the tag
      {{"-t", "a", "/"}, &k_elsewhere},
      {{"-t", "a", "-o", "type=image", "/"}, &k_elsewhere},
      {{"-t", "a", "-o", "type=cacheonly", "/"}, &k_buildx},
      // docker will refuse
      {{"--push", "/"}, &k_buildx},
      {{"-t", "A", "/"}, &k_buildx},
      {{"-t", "", "/"}, &k_buildx},
      {{"-t", "Host/a", "/"}, &k_own_client},
      {{"--push", "-t", "a", "/"}, &k_own_client},
      {{"--metadata-file", "m", "-t", "a", "/"}, &k_own_client},
      {{"-o", "type=image", "-t", "a", "/"}, &k_own_client},
  };
  for (const auto& [words, builder] : cases) {
    const Gate gate = gate_of(words, *builder);
    SCOPED_TRACE(::testing::PrintToString(words));
    EXPECT_EQ(gate.request.arguments, words);
    EXPECT_FALSE(gate.waits());
    EXPECT_EQ(gate.leak, "");
    EXPECT_EQ(withheld(gate), "");
  }
}

TEST(Gate, SaysWhatCannotWait) {
  const std::vector<std::pair<Words, const BuilderFacts*>> cases{
      {{"-o", "out", "-"}, &k_buildx},
      {{"-o", "out", "-f", "-", "/"}, &k_buildx},
      {{"-o", "out", "-f", "https://x/Dockerfile", "/"}, &k_buildx},
      {{"-o", "out", "https://x/y.git"}, &k_buildx},
      {{"-o", "out", "--build-context", "a=https://x/y.git", "/"}, &k_buildx},
      {{"--push", "-t", "a", "-"}, &k_elsewhere},
      {{"--push", "-t", "a", "--platform", "a,b", "/"}, &k_buildx},
      {{"-t", "a", "--load", "--platform=a", "--platform=b", "/"}, &k_buildx},
      {{"--new", "-ta", "/"}, &k_buildx},
      {{"--new", "--push", "-ta", "/"}, &k_elsewhere},
  };
  for (const auto& [words, builder] : cases) {
    const Gate gate = gate_of(words, *builder);
    SCOPED_TRACE(::testing::PrintToString(words));
    EXPECT_EQ(gate.request.arguments, words);
    EXPECT_FALSE(gate.waits());
    EXPECT_NE(gate.leak, "");
  }
}

TEST(Gate, BuildsTwiceOnlyWhereThereIsSomethingToProve) {
  for (const Words& words : {Words{"-o", "out", "/"}, Words{"-o", "out", "-"}}) {
    const Gate gate = gate_of(words, k_buildx, false);
    EXPECT_FALSE(gate.waits());
    EXPECT_EQ(gate.leak, "");
  }
  EXPECT_TRUE(gate_of({"-t", "a", "/"}, k_buildx, false).waits());
}

TEST(Gate, IsOpenWithoutVerification) {
  const Gate gate = plan_gate(request_of({"-t", "a", "--push", "/"}),
                              {.verify = VerifyMode::off, .builder = k_buildx, .worth_two_builds = true});
  EXPECT_FALSE(gate.waits());
}

class GateOfSetup : public testing::Test {
 protected:
  Gate plan(const std::string& dockerfile) {
    setup.request = request_of({"-o", "out", "/"});
    assessment.context.dockerfile = parse_dockerfile(dockerfile, {});
    return plan_gate(setup, assessment);
  }

  cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient("/bin/docker", {}), .state_directory = ""};
  Assessment assessment;
};

constexpr const char* k_rust =
    "FROM rust AS b\nRUN cargo build --release\nFROM debian\nCOPY --from=b /target/release/x /x\n";

TEST_F(GateOfSetup, LooksForACompileStage) {
  EXPECT_TRUE(plan(k_rust).rerun);
  EXPECT_FALSE(plan("FROM debian\nCOPY . /\n").rerun);
}

TEST_F(GateOfSetup, TakesTheUsersWordForIt) {
  setup.options.markers = {"x"};
  EXPECT_TRUE(plan("FROM debian\nCOPY . /\n").rerun);
  setup.options.markers.clear();
  setup.options.binaries = {"/x"};
  EXPECT_TRUE(plan("FROM debian\nCOPY . /\n").rerun);
  setup.options.binaries.clear();
  setup.options.verify = VerifyMode::required;
  EXPECT_TRUE(plan("FROM debian\nCOPY . /\n").rerun);
}

TEST_F(GateOfSetup, RefusesOnlyWhereVerificationIsRequired) {
  Gate gate;
  gate.leak = "why";
  EXPECT_FALSE(must_refuse(setup, gate));
  setup.options.verify = VerifyMode::required;
  EXPECT_TRUE(must_refuse(setup, gate));
  gate.leak.clear();
  EXPECT_FALSE(must_refuse(setup, gate));
}

}  // namespace
}  // namespace cb21
