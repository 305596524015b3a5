// SPDX-License-Identifier: Apache-2.0
#include "state/build_history.hpp"

#include "inputs/digest.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

PastBuild sample() {
  return {.ended_at = 1'700'000'100,
          .decision = Freshness::stale,
          .kind = BuildKind::uncached,
          .end = BuildEnd::verified,
          .scan_milliseconds = 3,
          .docker_milliseconds = 61'000,
          .verify_milliseconds = 250,
          .total_milliseconds = 61'300,
          .reason = Reason{ReasonCode::rust_source_changed, "src/a\tb.rs", "its content differs"},
          .changes = {{FileChange::Kind::changed, "src/a\tb.rs", FileClass::rust_source, true},
                      {FileChange::Kind::added, "src/n w.rs", FileClass::rust_source},
                      {FileChange::Kind::removed, "Cargo.lock", FileClass::dependencies},
                      {FileChange::Kind::touched, "Cargo.toml", FileClass::cargo_config}},
          .more_changes = 7};
}

// With a checksum that is right.
std::string sealed(const std::string& fields) { return fields + to_hex(digest_of(fields)) + "\n"; }

std::string without_checksum(const std::string& line) { return line.substr(0, line.rfind('\t') + 1); }

// The sample's line with one replacement made, the checksum right again.
std::string tampered(std::string_view from, std::string_view to) {
  std::string fields = without_checksum(print_past_build(sample()));
  const std::size_t at = fields.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return sealed(fields.replace(at, from.size(), to));
}

PastBuild numbered(std::int64_t number) {
  PastBuild build = sample();
  build.ended_at = number;
  return build;
}

TEST(BuildHistory, IsPrintedAsItsGrammarSays) {
  EXPECT_EQ(without_checksum(print_past_build(sample())),
            "build-1\t1700000100\tstale\tuncached\tverified\t3\t61000\t250\t61300\trust-source-changed\t"
            "src/a\\tb.rs\tits content differs\t7\tsame-stat rust-source src/a\\tb.rs\tadded rust-source "
            "src/n w.rs\tremoved dependencies Cargo.lock\ttouched cargo-config Cargo.toml\t");
  PastBuild bare;
  EXPECT_EQ(without_checksum(print_past_build(bare)),
            "build-1\t0\tunknown\tnone\tfailed\t0\t0\t0\t0\t-\t\t\t0\t");
}

TEST(BuildHistory, IsReadBackInItsOrder) {
  EXPECT_EQ(parse_history(print_past_build(sample())), BuildHistory{sample()});
  EXPECT_EQ(parse_history(print_past_build(PastBuild())), BuildHistory{PastBuild()});
  EXPECT_EQ(parse_history(print_past_build(numbered(5)) + print_past_build(numbered(-4))),
            (BuildHistory{numbered(5), numbered(-4)}));
  EXPECT_TRUE(parse_history("").empty());
}

TEST(BuildHistory, LeavesOutWhatIsTornOrForeign) {
  const std::string line = print_past_build(sample());
  const std::vector<std::string> others{"\n",
                                        "build-1\n",
                                        "hello\n",
                                        line.substr(9),
                                        line.substr(0, line.size() / 2) + "\n",
                                        line.substr(0, line.size() / 2),
                                        "build-1" + line,
                                        std::string("\0\0\0\n", 4)};
  for (const std::string& other : others) {
    std::string text = print_past_build(numbered(1));
    text += other;
    text += line;
    const BuildHistory builds = parse_history(text);
    ASSERT_FALSE(builds.empty()) << other;
    EXPECT_EQ(builds.front(), numbered(1)) << other;
    if (other.back() == '\n') {
      EXPECT_EQ(builds, (BuildHistory{numbered(1), sample()})) << other;
    }
  }
  for (std::size_t length = 0; length < line.size(); ++length)
    EXPECT_TRUE(parse_history(line.substr(0, length)).empty()) << length;
}

TEST(BuildHistory, LeavesOutALineWithOneBitTurned) {
  const std::string line = print_past_build(sample());
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    std::string turned = line;
    turned[i] = static_cast<char>(turned[i] ^ 1);
    EXPECT_TRUE(parse_history(turned).empty()) << i;
  }
}

TEST(BuildHistory, TakesOneSpellingOnly) {
  ASSERT_EQ(parse_history(tampered("stale", "stale")).size(), 1U);
  const std::vector<std::pair<std::string, std::string>> changes{
      {"build-1", "build-2"},
      {"1700000100", "01700000100"},
      {"\t3\t", "\t-3\t"},
      {"\t3\t", "\t+3\t"},
      {"\t61300\t", "\t1000000000001\t"},
      {"stale", "perhaps"},
      {"uncached", "half"},
      {"verified", "not-built"},
      {"rust-source-changed", "moon-changed"},
      {"rust-source-changed", "-"},
      {"src/a\\tb.rs\tits", "src/a\\x09b.rs\tits"},
      {"\t7\t", "\t-7\t"},
      {"\t7\t", "\t"},
      {"same-stat rust-source", "same-stat  rust-source"},
      {"same-stat rust-source", "moved rust-source"},
      {"added rust-source", "added moon"},
      {"added rust-source src/n w.rs", "added"},
      {"added rust-source src/n w.rs", ""},
      {"src/n w.rs", "src/n\\x20w.rs"},
  };
  for (const auto& [from, to] : changes)
    EXPECT_TRUE(parse_history(tampered(from, to)).empty()) << from << " as " << to;
}

TEST(BuildHistory, IsReadUpToAHundredOfItsNewest) {
  std::string text;
  for (int i = 0; i < 150; ++i) text += print_past_build(numbered(i));
  const BuildHistory builds = parse_history(text);
  ASSERT_EQ(builds.size(), k_most_past_builds);
  EXPECT_EQ(builds.front(), numbered(50));
  EXPECT_EQ(builds.back(), numbered(149));
  const BuildHistory behind_a_flood = parse_history(std::string(8U << 20U, 'x') + "\n" + text);
  EXPECT_EQ(behind_a_flood, builds);
}

TEST(BuildHistory, TakesTheFirstReasonAndContentBeforeTouchedFiles) {
  std::vector<FileChange> changes{{FileChange::Kind::touched, "a.rs", FileClass::rust_source},
                                  {FileChange::Kind::changed, "b.rs", FileClass::rust_source}};
  PastBuild build;
  explain_by(build,
             {{ReasonCode::rust_source_changed, "b.rs", "its content differs"},
              {ReasonCode::forced_by_user, "", "the command line asks"}},
             changes);
  EXPECT_EQ(build.reason, (Reason{ReasonCode::rust_source_changed, "b.rs", "its content differs"}));
  EXPECT_EQ(build.changes, (std::vector<FileChange>{changes[1], changes[0]}));
  EXPECT_EQ(build.more_changes, 0U);
}

TEST(BuildHistory, CountsTheChangesThatDoNotFit) {
  const std::vector<FileChange> many(50, {FileChange::Kind::added, "x.rs", FileClass::rust_source});
  PastBuild build;
  explain_by(build, {}, many);
  EXPECT_FALSE(build.reason);
  EXPECT_EQ(build.changes.size(), k_most_past_changes);
  EXPECT_EQ(build.more_changes, 30U);
  const std::vector<FileChange> long_ones(
      5, {FileChange::Kind::added, std::string(3000, 'x'), FileClass::rust_source});
  PastBuild other;
  explain_by(other, {}, long_ones);
  EXPECT_EQ(other.changes.size(), 2U);
  EXPECT_EQ(other.more_changes, 3U);
}

TEST(BuildHistory, ShortensALongReasonBetweenCharacters) {
  std::string detail;
  while (detail.size() < 1000) detail += "\xC3\xA4";
  PastBuild build;
  explain_by(build, {{ReasonCode::unreadable_file, "", "x" + detail}}, {});
  ASSERT_TRUE(build.reason);
  const std::string& kept = build.reason->detail;
  EXPECT_LE(kept.size(), 404U);
  EXPECT_TRUE(kept.ends_with("\xC3\xA4 ...")) << kept;
  EXPECT_EQ(parse_history(print_past_build(build)), BuildHistory{build});
}

}  // namespace
}  // namespace cb21
