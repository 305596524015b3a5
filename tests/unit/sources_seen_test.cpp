// SPDX-License-Identifier: Apache-2.0
#include "proof/sources_seen.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

// Content by path. Each file holds its own path unless told otherwise; "-" is absent, "?" not looked at.
using Contents = std::map<std::string, std::string>;

const std::vector<std::string> k_paths = {"Cargo.toml", "src/a.rs", "src/main.rs"};

struct Scene {
  Snapshot snapshot;
  PlacedFiles placed;
  std::set<std::string> moved;

  explicit Scene(bool rewritable = true) {
    for (const std::string& path : k_paths) {
      FileEntry entry;
      entry.path = path;
      entry.file_class = path.ends_with(".rs") ? FileClass::rust_source : FileClass::cargo_config;
      entry.content = digest_of(path);
      placed.files.push_back({"/app/" + path, snapshot.files.size(), 3, 0, rewritable, false});
      snapshot.files.push_back(entry);
    }
  }

  SourcesQuestion question() const { return {snapshot, placed, moved}; }
};

SourcesLook look(const std::string& prefix, const Contents& contents) {
  SourcesLook result;
  SourceFolder folder;
  for (const std::string& path : k_paths) {
    const auto told = contents.find(path);
    const std::string content = told == contents.end() ? path : told->second;
    if (content == "?") continue;
    folder.keys.emplace_back(path, prefix + path);
    if (content != "-") result.seen[prefix + path] = {digest_of(content), content.size(), false};
  }
  result.folders.push_back(folder);
  return result;
}

struct Case {
  Contents stage;
  std::optional<Contents> context;
  ProofResult result;
  std::string mechanism;
  std::string detail;  // a part of it
};

void expect(const Scene& scene, const Case& c) {
  const SourcesLook stage = look("/app/", c.stage);
  const std::optional<SourcesLook> context = c.context ? std::optional(look("", *c.context)) : std::nullopt;
  const Proof proof = judge_sources(scene.question(), stage, context ? &*context : nullptr);
  EXPECT_EQ(proof.name, "sources");
  EXPECT_EQ(proof.result, c.result) << c.detail << " / " << proof.detail;
  EXPECT_EQ(proof.mechanism, c.mechanism) << c.detail;
  EXPECT_NE(proof.detail.find(c.detail), std::string::npos) << proof.detail;
  EXPECT_EQ(proof.cure.empty(), proof.mechanism.empty());
}

TEST(SourcesSeen, JudgesTheStageByTheContext) {
  const Contents right;
  const Case cases[] = {
      {{}, std::nullopt, ProofResult::pass, "", "the compiler had all 3 sources as they are now"},
      {{{"src/a.rs", "?"}},
       std::nullopt,
       ProofResult::pass,
       "",
       "all 2 sources as they are now; 1 source could not be looked at"},
      {{{"src/a.rs", "old"}},
       Contents{{"src/a.rs", "old"}},
       ProofResult::fail,
       "same-stat-edit",
       "src/a.rs: the compiler had other content than is there now"},
      {{{"Cargo.toml", "old"}},
       Contents{{"Cargo.toml", "old"}},
       ProofResult::fail,
       "same-stat-edit",
       "Cargo.toml: "},
      {{{"src/a.rs", ""}}, Contents{{"src/a.rs", ""}}, ProofResult::fail, "ignored-input", "src/a.rs: "},
      {{{"src/a.rs", "-"}}, Contents{{"src/a.rs", "-"}}, ProofResult::fail, "ignored-input", "src/a.rs: "},
      {{{"src/a.rs", "old"}},
       right,
       ProofResult::pass,
       "",
       "the compiler had 2 sources as they are now; a step before it changed src/a.rs"},
      {{{"Cargo.toml", "sed"}}, right, ProofResult::pass, "", "a step before it changed Cargo.toml"},
      {{{"src/a.rs", "-"}, {"src/main.rs", "-"}},
       right,
       ProofResult::inconclusive,
       "",
       "changed or removed every"},
      {{{"src/a.rs", "old"}}, std::nullopt, ProofResult::inconclusive, "", "could not be looked at"},
      {{{"src/a.rs", "old"}},
       Contents{{"src/a.rs", "?"}},
       ProofResult::inconclusive,
       "",
       "could not be looked at"},
      {{{"src/a.rs", "?"}, {"src/main.rs", "?"}},
       std::nullopt,
       ProofResult::inconclusive,
       "",
       "no Rust source could"},
  };
  for (const Case& c : cases) expect(Scene(), c);
}

TEST(SourcesSeen, BelievesNoRewritingThatNoStepCanHaveDone) {
  expect(Scene(false),
         {{{"src/a.rs", "old"}}, Contents{}, ProofResult::inconclusive, "", "no step that could"});
}

TEST(SourcesSeen, LeavesMovedFilesOut) {
  Scene scene;
  scene.moved = {"src/a.rs"};
  expect(scene,
         {{{"src/a.rs", "new"}},
          std::nullopt,
          ProofResult::pass,
          "",
          "2 sources as they are now; 1 source changed"});
  scene.moved = {"src/a.rs", "src/main.rs"};
  expect(scene, {{}, std::nullopt, ProofResult::inconclusive, "", "no Rust source could be compared"});
}

TEST(SourcesSeen, NothingPlacedProvesNothing) {
  Scene scene;
  scene.placed.files.clear();
  expect(scene, {{}, std::nullopt, ProofResult::inconclusive, "", "no COPY brings a Rust source"});
}

TEST(SourcesSeen, NamesThreeFilesAndTheirNumber) {
  Scene scene;
  const std::string odd = "src/x\n.rs";
  for (const std::string& path : {odd, std::string("src/y.rs")}) {
    FileEntry entry;
    entry.path = path;
    entry.file_class = FileClass::rust_source;
    entry.content = digest_of(path);
    scene.placed.files.push_back({"/app/" + path, scene.snapshot.files.size(), 3, 0, true, false});
    scene.snapshot.files.push_back(entry);
  }
  SourcesLook stage = look("/app/", {{"src/a.rs", "old"}, {"src/main.rs", "old"}});
  SourcesLook context = look("", {{"src/a.rs", "old"}, {"src/main.rs", "old"}});
  for (const std::string& path : {odd, std::string("src/y.rs")}) {
    stage.folders[0].keys.emplace_back("", "/app/" + path);
    context.folders[0].keys.emplace_back("", path);
    context.seen[path] = {digest_of("old"), 3, false};
  }
  EXPECT_EQ(
      judge_sources(scene.question(), stage, &context).detail,
      "src/a.rs, src/main.rs, src/x\\n.rs and 1 more: the compiler had other content than is there now");
}

TEST(SourcesSeen, AsksForTheContextOnlyWhereItMatters) {
  EXPECT_FALSE(needs_context_look(Scene().question(), look("/app/", {})));
  EXPECT_FALSE(needs_context_look(Scene().question(), look("/app/", {{"src/a.rs", "?"}})));
  EXPECT_TRUE(needs_context_look(Scene().question(), look("/app/", {{"src/a.rs", "old"}})));
  EXPECT_TRUE(needs_context_look(Scene().question(), look("/app/", {{"src/a.rs", "-"}})));
}

TEST(SourcesSeen, PlatformsMustAgree) {
  SourcesLook stage = look("/app/", {});
  stage.seen["/app/src/a.rs"].ambiguous = true;
  EXPECT_TRUE(needs_context_look(Scene().question(), stage));
}

TEST(SourcesSeen, JudgesTheContextAlone) {
  const Case cases[] = {
      {{},
       Contents{},
       ProofResult::pass,
       "",
       "docker's copy of the context has 3 sources as they are now (a mount)"},
      {{}, Contents{{"src/a.rs", "old"}}, ProofResult::fail, "same-stat-edit", "src/a.rs: "},
      {{}, Contents{{"src/a.rs", "-"}}, ProofResult::fail, "ignored-input", "src/a.rs: "},
      {{},
       Contents{{"src/a.rs", ""}, {"src/main.rs", "old"}},
       ProofResult::fail,
       "same-stat-edit",
       "src/main.rs: "},
      {{},
       Contents{{"src/a.rs", "?"}, {"src/main.rs", "?"}, {"Cargo.toml", "?"}},
       ProofResult::inconclusive,
       "",
       "has no source; 3 sources could not be looked at"},
  };
  Scene scene;
  scene.placed.unknown = "a mount";
  for (const Case& c : cases) {
    const Proof proof = judge_context(scene.question(), look("", *c.context));
    EXPECT_EQ(proof.result, c.result) << proof.detail;
    EXPECT_EQ(proof.mechanism, c.mechanism);
    EXPECT_NE(proof.detail.find(c.detail), std::string::npos) << proof.detail;
  }
  scene.moved = {"src/a.rs"};
  EXPECT_EQ(judge_context(scene.question(), look("", {{"src/a.rs", "new"}})).result, ProofResult::pass);
}

}  // namespace
}  // namespace cb21
