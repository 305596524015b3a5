// SPDX-License-Identifier: Apache-2.0
#include "commands/distrust.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

constexpr const char* k_plain =
    "FROM rust AS builder\nCOPY . .\nRUN cargo build --release\nFROM debian\n"
    "COPY --from=builder /target/release/hello /hello\n";
constexpr const char* k_cached =
    "FROM rust AS builder\nWORKDIR /build\nCOPY . .\n"
    "RUN --mount=type=cache,target=/build/target cargo build --release && cp target/release/hello /hello\n"
    "FROM debian\nCOPY --from=builder /hello /hello\n";

class DistrustTest : public testing::Test {
 protected:
  DistrustTest() {
    assessment.context.roots.push_back({"", "/project", {}});
    use_dockerfile(k_plain);
  }

  void use_dockerfile(const std::string& text) {
    assessment.context.dockerfile = parse_dockerfile(text, {});
    assessment.mechanisms = find_mechanisms(*assessment.context.dockerfile, "");
    assessment.target_mounts = find_target_mounts(*assessment.context.dockerfile, "");
  }

  void decided(Freshness freshness, bool new_generation = false) {
    assessment.decision = {
        .freshness = freshness, .reasons = {}, .changes = {}, .new_generation = new_generation};
  }

  void remember(const std::string& generation) {
    Record record;
    record.generation = generation;
    assessment.loaded = std::move(record);
  }

  Distrust plan() const { return plan_distrust(setup, assessment); }

  cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient("/bin/docker", {}), .state_directory = ""};
  Assessment assessment;
};

TEST_F(DistrustTest, FreshKeepsTheCache) {
  decided(Freshness::fresh);
  EXPECT_FALSE(plan().changes.no_cache);
  EXPECT_FALSE(plan().changes.pull);
  EXPECT_FALSE(plan().prune_everything);
  EXPECT_EQ(plan().means, "cache kept");
}

TEST_F(DistrustTest, LeavesTheCacheWholeInPartOrNotAtAll) {
  const auto kind = [&] { return kind_of(assessment.decision, plan()); };
  decided(Freshness::fresh);
  EXPECT_EQ(kind(), BuildKind::cached);
  decided(Freshness::stale);
  EXPECT_EQ(kind(), BuildKind::uncached);
  setup.options.strategy = Strategy::prune;
  EXPECT_EQ(kind(), BuildKind::uncached);
  setup.options.strategy = Strategy::precise;
  EXPECT_EQ(kind(), BuildKind::partial);
  EXPECT_FALSE(obstacle_to_precise(setup, assessment));
  assessment.builder.kind = BuilderFacts::Kind::classic;
  EXPECT_EQ(kind(), BuildKind::uncached);
  EXPECT_TRUE(obstacle_to_precise(setup, assessment));
}

TEST_F(DistrustTest, StaleAndDoubtAddNoCache) {
  for (const Freshness freshness : {Freshness::stale, Freshness::unknown}) {
    decided(freshness);
    EXPECT_TRUE(plan().changes.no_cache);
    EXPECT_NE(plan().means.find("--no-cache"), std::string::npos);
  }
}

TEST_F(DistrustTest, PruneTakesThePlaceOfTheFlag) {
  decided(Freshness::stale);
  setup.options.strategy = Strategy::prune;
  EXPECT_TRUE(plan().prune_everything);
  EXPECT_FALSE(plan().changes.no_cache);
}

TEST_F(DistrustTest, PreciseAddsNothing) {
  decided(Freshness::stale);
  setup.options.strategy = Strategy::precise;
  EXPECT_FALSE(plan().changes.no_cache);
  EXPECT_FALSE(plan().prune_everything);
  EXPECT_TRUE(plan().notes.empty());
}

TEST_F(DistrustTest, PreciseGivesWayWhereNoChainCanBeRead) {
  decided(Freshness::stale);
  setup.options.strategy = Strategy::precise;
  const auto gives_way = [&](const std::string& why) {
    const Distrust distrust = plan();
    EXPECT_TRUE(distrust.changes.no_cache) << why;
    ASSERT_EQ(distrust.notes.size(), 1U) << why;
    EXPECT_NE(distrust.notes.front().find(why), std::string::npos) << distrust.notes.front();
  };
  use_dockerfile(k_cached);
  EXPECT_FALSE(plan().changes.no_cache);
  EXPECT_TRUE(plan().notes.empty());
  use_dockerfile(k_plain);
  setup.options.proof = ProofLevel::marker;
  gives_way("nothing would judge");
  setup.options.proof = ProofLevel::chain;
  setup.options.verify = VerifyMode::off;
  gives_way("nothing would judge");
  setup.options.verify = VerifyMode::automatic;
  assessment.builder.kind = BuilderFacts::Kind::classic;
  gives_way("classic builder");
  assessment.builder.kind = BuilderFacts::Kind::buildkit;
  assessment.snapshot.unreadable = {"x cannot be read"};
  gives_way("not visible as a whole");
  assessment.context.dockerfile.reset();
  gives_way("the Dockerfile is not visible");
}

TEST_F(DistrustTest, PreciseObeysTheUsersNoCache) {
  decided(Freshness::stale);
  setup.options.strategy = Strategy::precise;
  setup.request.no_cache = true;
  EXPECT_TRUE(plan().changes.no_cache);
}

TEST_F(DistrustTest, ProductionOverridesEveryStrategy) {
  decided(Freshness::stale);
  setup.options.profile = Profile::production;
  for (const Strategy strategy : {Strategy::no_cache, Strategy::prune, Strategy::precise}) {
    setup.options.strategy = strategy;
    EXPECT_TRUE(plan().changes.no_cache);
    EXPECT_TRUE(plan().changes.pull);
    EXPECT_FALSE(plan().prune_everything);
  }
}

TEST_F(DistrustTest, GenerationIsKeptOnlyFromASoundRecord) {
  remember("0123456789abcdef");
  decided(Freshness::fresh);
  EXPECT_EQ(plan().generation, "0123456789abcdef");
  decided(Freshness::stale, true);
  EXPECT_NE(plan().generation, "0123456789abcdef");
  EXPECT_EQ(plan().generation.size(), 16U);
  remember("");
  decided(Freshness::fresh);
  EXPECT_EQ(plan().generation.size(), 16U);
  assessment.loaded = NoRecord{};
  EXPECT_NE(plan().generation, plan().generation);
}

TEST_F(DistrustTest, ContextsArePrunedWhereTheirNameDoesNotIsolate) {
  decided(Freshness::fresh);
  EXPECT_FALSE(plan().prune_contexts);
  assessment.builder.honours_context_name = false;
  EXPECT_TRUE(plan().prune_contexts);
  assessment.builder.kind = BuilderFacts::Kind::classic;
  EXPECT_FALSE(plan().prune_contexts);
  assessment.builder.kind = BuilderFacts::Kind::buildkit;
  assessment.context.roots.clear();
  EXPECT_FALSE(plan().prune_contexts);
}

Verification blocked_by(const std::string& mechanism) {
  Verification verification;
  verification.verdict = Verdict::blocked;
  verification.proofs = {
      {.name = "marker", .result = ProofResult::fail, .detail = "", .mechanism = mechanism}};
  return verification;
}

// Of a chain whose links pass but for `link`.
Verification with_chain(Link link, ProofResult result, bool climbing_may_help, const std::string& mechanism) {
  Verification verification;
  verification.verdict = result == ProofResult::fail ? Verdict::blocked : Verdict::unverified;
  Chain& chain = verification.custody.emplace().chain;
  for (const Link each : k_links)
    chain.links[static_cast<std::size_t>(each)] = {each, ProofResult::pass, "", "", ""};
  chain.links[static_cast<std::size_t>(link)] = {link, result, "the detail", mechanism, ""};
  chain.climbing_may_help = climbing_may_help;
  return verification;
}

TEST_F(DistrustTest, PreciseClimbsOnceToNoCacheUnderAnotherName) {
  decided(Freshness::stale);
  setup.options.strategy = Strategy::precise;
  const Distrust precise = plan();
  ASSERT_FALSE(precise.changes.no_cache);
  ASSERT_TRUE(reason_to_climb(setup, precise, blocked_by("same-stat-edit")));
  const Distrust uncached = climb(setup, assessment, precise);
  EXPECT_TRUE(uncached.changes.no_cache);
  EXPECT_FALSE(uncached.prune_everything);
  EXPECT_EQ(uncached.means, "building with --no-cache");
  EXPECT_NE(uncached.generation, precise.generation);
  EXPECT_FALSE(reason_to_climb(setup, uncached, blocked_by("")));
}

TEST_F(DistrustTest, AClimbKeepsWhatTheBuildBeforeItWasTold) {
  decided(Freshness::stale);
  Distrust last = plan();
  last.changes.pull = true;
  last.prune_contexts = true;
  const Distrust next = climb(setup, assessment, last);
  EXPECT_TRUE(next.changes.pull);
  EXPECT_TRUE(next.prune_contexts);
}

TEST_F(DistrustTest, ALinkThatTheCacheMayHideClimbsWithItsOwnSentence) {
  decided(Freshness::fresh);
  const auto climbs = [&](ProofResult result, bool may_help, const std::string& mechanism = "") {
    return reason_to_climb(setup, plan(), with_chain(Link::compiled, result, may_help, mechanism));
  };
  EXPECT_EQ(climbs(ProofResult::inconclusive, true), "the detail");
  EXPECT_EQ(climbs(ProofResult::fail, false, "stale-layer"), "the detail");
  EXPECT_FALSE(climbs(ProofResult::inconclusive, false));
  EXPECT_FALSE(climbs(ProofResult::fail, true, "placeholder-main"));
  setup.options.verify = VerifyMode::off;
  EXPECT_FALSE(climbs(ProofResult::inconclusive, true));
}

TEST_F(DistrustTest, NothingClimbsForWhatNoCacheCanCure) {
  decided(Freshness::stale);
  setup.options.strategy = Strategy::precise;
  for (const char* mechanism : {"placeholder-main", "ignored-input", "lock-drift", "host-target-copied"}) {
    EXPECT_FALSE(reason_to_climb(setup, plan(), blocked_by(mechanism))) << mechanism;
  }
  EXPECT_FALSE(reason_to_climb(setup, plan(), {.verdict = Verdict::verified}));
  // Files instead of an image: nothing was found to be wrong, and there is nothing to look into.
  EXPECT_FALSE(reason_to_climb(setup, plan(), {.verdict = Verdict::unverified}));
}

TEST_F(DistrustTest, WithoutTheCacheNothingClimbs) {
  decided(Freshness::stale);
  EXPECT_FALSE(reason_to_climb(setup, plan(), blocked_by("same-stat-edit")));
  setup.options.strategy = Strategy::prune;
  EXPECT_FALSE(reason_to_climb(setup, plan(), blocked_by("same-stat-edit")));
}

TEST_F(DistrustTest, AVerifiedImageOutOfATargetCacheMountStands) {
  use_dockerfile(k_cached);
  decided(Freshness::fresh);
  Verification other = with_chain(Link::compiled, ProofResult::pass, true, "");
  other.verdict = Verdict::verified;
  EXPECT_FALSE(reason_to_climb(setup, plan(), other));
  EXPECT_TRUE(reason_to_climb(
      setup, plan(), with_chain(Link::compiled, ProofResult::inconclusive, true, "target-cache-mount")));
}

}  // namespace
}  // namespace cb21
