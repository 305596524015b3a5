// SPDX-License-Identifier: Apache-2.0
#include "state/decision.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

constexpr std::int64_t k_second = 1'000'000'000;
constexpr std::int64_t k_verified_at = 1000;
constexpr std::int64_t k_before = 500 * k_second;   // the mtime of what is on record
constexpr std::int64_t k_later = 2000 * k_second;   // of an edit after that build
constexpr std::int64_t k_earlier = 400 * k_second;  // of an edit whose mtime was put back

FileEntry file(std::string path, FileClass file_class, std::string_view content = "old") {
  const Digest digest = digest_of(content);
  return {std::move(path), file_class, digest, digest, content.size(), k_before, S_IFREG | 0644U};
}

FileEntry directory(std::string path, std::uint32_t mode = 0755) {
  return {std::move(path), FileClass::directory, {}, {}, 0, 0, S_IFDIR | mode};
}

FileEntry link(std::string path, std::string_view target) {
  const Digest digest = digest_of(target);
  return {std::move(path), FileClass::link, digest, digest, target.size(), 0, S_IFLNK | 0777U};
}

std::vector<FileEntry> files() {
  return {file(".cargo/config.toml", FileClass::cargo_config),
          file("Cargo.lock", FileClass::dependencies),
          file("Cargo.toml", FileClass::cargo_config),
          file("Dockerfile", FileClass::docker),
          file("README.md", FileClass::other),
          link("common", "shared/v1"),
          file("data.sql", FileClass::watched),
          link("link.rs", "src/lib.rs"),
          file("rust-toolchain.toml", FileClass::toolchain),
          directory("src"),
          file("src/lib.rs", FileClass::rust_source),
          file("src/main.rs", FileClass::rust_source),
          file("src/table.txt", FileClass::rust_source)};
}

Record record() {
  Record record;
  record.generation = "g";
  record.verified_at = k_verified_at;
  record.files = files();
  return record;
}

// The snapshot that a test changes.
class Tree {
 public:
  FileEntry& operator[](std::string_view path) {
    return *std::find_if(
        snapshot_.files.begin(), snapshot_.files.end(), [&](const FileEntry& f) { return f.path == path; });
  }

  void edit(std::string_view path, std::string_view content, std::int64_t mtime = k_later) {
    FileEntry& entry = (*this)[path];
    entry.content = entry.significant = digest_of(content);
    entry.size = content.size();
    if (entry.file_class != FileClass::link) entry.mtime_ns = mtime;
  }

  void add(FileEntry entry, std::int64_t mtime = k_later) {
    if (S_ISREG(entry.mode)) entry.mtime_ns = mtime;
    snapshot_.files.push_back(std::move(entry));
    std::sort(snapshot_.files.begin(), snapshot_.files.end(), [](const FileEntry& a, const FileEntry& b) {
      return a.path < b.path;
    });
  }

  void remove(std::string_view path) {
    snapshot_.files.erase(snapshot_.files.begin() + (&(*this)[path] - snapshot_.files.data()));
  }

  Snapshot& snapshot() { return snapshot_; }

  Decision decide(const DecisionFacts& facts = {}) const { return cb21::decide(snapshot_, record(), facts); }

 private:
  Snapshot snapshot_{files(), {}, 0, 0};
};

// "freshness [new] code:path code:path", as a table can hold it.
std::string summary(const Decision& decision) {
  std::string text(freshness_name(decision.freshness));
  if (decision.new_generation) text += " new";
  for (const Reason& reason : decision.reasons) {
    text += " " + std::string(reason_name(reason.code));
    if (!reason.path.empty()) text += ":" + reason.path;
  }
  return text;
}

struct Case {
  const char* name;
  void (*change)(Tree&);
  const char* expected;
};

class Change : public testing::TestWithParam<Case> {};

TEST_P(Change, IsJudged) {
  Tree tree;
  GetParam().change(tree);
  const Decision decision = tree.decide();
  EXPECT_EQ(summary(decision), GetParam().expected);
  EXPECT_EQ(decision.trust_cache(), decision.freshness == Freshness::fresh);
  for (const Reason& reason : decision.reasons) EXPECT_FALSE(reason.detail.empty());
}

const Case k_cases[] = {
    {"Unchanged", [](Tree&) {}, "fresh"},
    {"Touched", [](Tree& t) { t["src/main.rs"].mtime_ns = k_later; }, "fresh"},
    {"TouchedBack", [](Tree& t) { t["src/main.rs"].mtime_ns = k_earlier; }, "fresh new"},
    {"ModeOfAFile",
     [](Tree& t) { (t["src/main.rs"].mode = S_IFREG | 0755, t["src/main.rs"].mtime_ns = k_later); },
     "fresh"},
    {"Edited", [](Tree& t) { t.edit("src/main.rs", "newer"); }, "stale rust-source-changed:src/main.rs"},
    {"EditedWithAnOldTime",
     [](Tree& t) { t.edit("src/main.rs", "newer", k_earlier); },
     "stale new rust-source-changed:src/main.rs"},
    {"EditedInTheSecondOfTheVerification",
     [](Tree& t) { t.edit("src/main.rs", "newer", k_verified_at * k_second + k_second - 1); },
     "stale new rust-source-changed:src/main.rs"},
    {"EditedInTheSecondAfter",
     [](Tree& t) { t.edit("src/main.rs", "newer", k_verified_at * k_second + k_second); },
     "stale rust-source-changed:src/main.rs"},
    {"EditedKeepingTheStat",
     [](Tree& t) { t.edit("src/main.rs", "new", k_before); },
     "stale new rust-source-changed:src/main.rs same-stat-edit:src/main.rs"},
    {"EditedAndAdded",
     [](Tree& t) {
       t.add(file("src/a.rs", FileClass::rust_source));
       t.edit("src/main.rs", "newer");
     },
     "stale rust-source-changed:src/main.rs rust-source-added:src/a.rs"},
    {"Added",
     [](Tree& t) { t.add(file("src/new.rs", FileClass::rust_source)); },
     "stale rust-source-added:src/new.rs"},
    {"AddedWithAnOldTime",
     [](Tree& t) { t.add(file("src/new.rs", FileClass::rust_source), k_earlier); },
     "stale new rust-source-added:src/new.rs"},
    {"AddedAtTheEnd",
     [](Tree& t) { t.add(file("z.rs", FileClass::rust_source)); },
     "stale rust-source-added:z.rs"},
    {"AddedIncludedFile",
     [](Tree& t) { t.add(file("src/more.txt", FileClass::rust_source)); },
     "stale new rust-source-added:src/more.txt"},
    {"AddedWatched",
     [](Tree& t) { t.add(file("x.sql", FileClass::watched)); },
     "stale new build-input-changed:x.sql"},
    {"AddedIgnoreFile", [](Tree& t) { t.add(file(".dockerignore", FileClass::docker)); }, "fresh new"},
    {"AddedLock", [](Tree& t) { t.add(file("sub/Cargo.lock", FileClass::dependencies)); }, "fresh"},
    {"AddedManifest",
     [](Tree& t) { t.add(file("sub/Cargo.toml", FileClass::cargo_config)); },
     "stale cargo-config-changed:sub/Cargo.toml"},
    {"AddedDirectory", [](Tree& t) { t.add(directory("sub")); }, "fresh new"},
    {"Removed", [](Tree& t) { t.remove("src/lib.rs"); }, "stale rust-source-removed:src/lib.rs"},
    {"RemovedAtTheEnd",
     [](Tree& t) { t.remove("src/table.txt"); },
     "stale rust-source-removed:src/table.txt"},
    {"RemovedToolchain",
     [](Tree& t) { t.remove("rust-toolchain.toml"); },
     "stale toolchain-changed:rust-toolchain.toml"},
    {"RemovedWatched", [](Tree& t) { t.remove("data.sql"); }, "stale build-input-changed:data.sql"},
    {"RemovedLock", [](Tree& t) { t.remove("Cargo.lock"); }, "fresh"},
    {"Renamed",
     [](Tree& t) {
       t.remove("src/lib.rs");
       t.add(file("src/moved.rs", FileClass::rust_source));
     },
     "stale rust-source-added:src/moved.rs rust-source-removed:src/lib.rs"},
    {"IncludedFile",
     [](Tree& t) { t.edit("src/table.txt", "newer"); },
     "stale rust-source-changed:src/table.txt"},
    {"Manifest", [](Tree& t) { t.edit("Cargo.toml", "newer"); }, "stale cargo-config-changed:Cargo.toml"},
    {"ManifestsDependencies",
     [](Tree& t) {
       t.edit("Cargo.toml", "newer");
       t["Cargo.toml"].significant = digest_of("old");
     },
     "fresh"},
    {"ManifestsDependenciesKeepingTheStat",
     [](Tree& t) {
       t.edit("Cargo.toml", "new", k_before);
       t["Cargo.toml"].significant = digest_of("old");
     },
     "fresh new same-stat-edit:Cargo.toml"},
    {"CargoConfig",
     [](Tree& t) { t.edit(".cargo/config.toml", "newer"); },
     "stale cargo-config-changed:.cargo/config.toml"},
    {"Lock", [](Tree& t) { t.edit("Cargo.lock", "newer"); }, "fresh"},
    {"LockKeepingTheStat",
     [](Tree& t) { t.edit("Cargo.lock", "new", k_before); },
     "fresh new same-stat-edit:Cargo.lock"},
    {"Dockerfile", [](Tree& t) { t.edit("Dockerfile", "newer"); }, "fresh"},
    {"DockerfileKeepingTheStat",
     [](Tree& t) { t.edit("Dockerfile", "new", k_before); },
     "fresh new same-stat-edit:Dockerfile"},
    {"Toolchain",
     [](Tree& t) { t.edit("rust-toolchain.toml", "newer"); },
     "stale toolchain-changed:rust-toolchain.toml"},
    {"Watched", [](Tree& t) { t.edit("data.sql", "newer"); }, "stale build-input-changed:data.sql"},
    {"Other", [](Tree& t) { t.edit("README.md", "newer"); }, "stale build-input-changed:README.md"},
    {"DirectoryMode", [](Tree& t) { t["src"].mode = S_IFDIR | 0700; }, "stale new build-input-changed:src"},
    {"LinkToADirectory",
     [](Tree& t) { t.edit("common", "shared/v2"); },
     "stale new build-input-changed:common"},
    {"LinkNamedAsASource",
     [](Tree& t) { t.edit("link.rs", "src/main.rs"); },
     "stale new rust-source-changed:link.rs"},
    {"RemovedLink", [](Tree& t) { t.remove("common"); }, "stale build-input-changed:common"},
    {"AddedLink",
     [](Tree& t) { t.add(link("Cargo.lock.d", "x")); },
     "stale new build-input-changed:Cargo.lock.d"},
    {"SourceBecameALink",
     [](Tree& t) { t["src/lib.rs"] = link("src/lib.rs", "main.rs"); },
     "stale new rust-source-changed:src/lib.rs"},
    {"SourceBecameADirectory",
     [](Tree& t) { t["src/lib.rs"] = directory("src/lib.rs"); },
     "stale new rust-source-changed:src/lib.rs"},
    {"WatchedBecameOrdinary",
     [](Tree& t) {
       t.edit("data.sql", "newer");
       t["data.sql"].file_class = FileClass::docker;
     },
     "stale build-input-changed:data.sql"},
};

INSTANTIATE_TEST_SUITE_P(Each, Change, testing::ValuesIn(k_cases), [](const auto& each) {
  return std::string(each.param.name);
});

TEST(Decision, ReportsEachChangeOnce) {
  Tree tree;
  tree.edit("src/main.rs", "new", k_before);
  tree["Cargo.lock"].mtime_ns = k_later;
  tree.remove("src/lib.rs");
  tree.add(file("src/new.rs", FileClass::rust_source));
  const Decision decision = tree.decide();
  ASSERT_EQ(decision.changes.size(), 4U);
  using Kind = FileChange::Kind;
  const std::vector<FileChange> expected{{Kind::touched, "Cargo.lock", FileClass::dependencies, false},
                                         {Kind::removed, "src/lib.rs", FileClass::rust_source, false},
                                         {Kind::changed, "src/main.rs", FileClass::rust_source, true},
                                         {Kind::added, "src/new.rs", FileClass::rust_source, false}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(decision.changes[i].kind, expected[i].kind);
    EXPECT_EQ(decision.changes[i].path, expected[i].path);
    EXPECT_EQ(decision.changes[i].file_class, expected[i].file_class);
    EXPECT_EQ(decision.changes[i].same_stat, expected[i].same_stat);
  }
}

TEST(Decision, KnowsWhetherAnythingMoved) {
  Tree tree;
  EXPECT_FALSE(files_moved(tree.decide()));
  tree["Cargo.lock"].mtime_ns = k_later;
  EXPECT_TRUE(files_moved(tree.decide()));
}

TEST(Decision, WithoutARecordIsUnknown) {
  Tree tree;
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{}, {})), "unknown new no-record");
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{true, {}}, {})), "unknown new not-verified-last-time");
  const Decision unusable = decide(tree.snapshot(), UnusableRecord{"it is torn"}, {});
  EXPECT_EQ(summary(unusable), "unknown new record-unusable");
  EXPECT_EQ(unusable.reasons.front().detail, "it is torn");
}

TEST(Decision, WithTheVeryFilesOfAWithdrawnRecordIsNotFresh) {
  Tree tree;
  const Decision unchanged = decide(tree.snapshot(), NoRecord{true, record()}, {});
  EXPECT_EQ(summary(unchanged), "unknown new not-verified-last-time");
  EXPECT_TRUE(unchanged.changes.empty());
  tree.edit("src/main.rs", "newer");
  const Decision edited = decide(tree.snapshot(), NoRecord{true, record()}, {});
  EXPECT_EQ(summary(edited), "unknown new not-verified-last-time");
  EXPECT_EQ(edited.changes.size(), 1U);
}

TEST(Decision, WithTheFilesOfAWithdrawnRecordIsFreshWhereTheChainJudges) {
  Tree tree;
  const DecisionFacts judged{.judged_by_chain = true};
  Record withdrawn = record();
  withdrawn.image_id = "sha256:one";
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{true, withdrawn}, judged)), "fresh new");
  tree["src/main.rs"].mtime_ns = k_later;
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{true, withdrawn}, judged)), "fresh new");
  tree.edit("src/main.rs", "newer");
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{true, withdrawn}, judged)),
            "unknown new not-verified-last-time");
  EXPECT_EQ(summary(decide(Tree().snapshot(), NoRecord{true, withdrawn}, {})),
            "unknown new not-verified-last-time")
      << "nothing judges what comes out of the cache";
  EXPECT_EQ(summary(decide(Tree().snapshot(), NoRecord{true, record()}, judged)),
            "unknown new not-verified-last-time")
      << "no image of it was verified";
  EXPECT_EQ(summary(decide(Tree().snapshot(), NoRecord{true, {}}, judged)),
            "unknown new not-verified-last-time");
}

TEST(Decision, WithTheFilesOfAnOlderVerifiedStateIsFreshWhereTheChainJudgesUnderPrecise) {
  Tree tree;
  tree.edit("src/main.rs", "older");
  Record now = record();
  now.states = {{manifest_digest(now.files), "content of now"},
                {manifest_digest(tree.snapshot().files), "content of then"}};
  const auto decided = [&](bool judged, bool older) {
    return summary(
        decide(tree.snapshot(), LoadedRecord(now), {.judged_by_chain = judged, .older_states_count = older}));
  };
  EXPECT_EQ(decided(true, true), "fresh new");
  EXPECT_EQ(decided(true, false), "stale rust-source-changed:src/main.rs");
  EXPECT_EQ(decided(false, true), "stale rust-source-changed:src/main.rs");
  now.states.pop_back();
  EXPECT_EQ(decided(true, true), "stale rust-source-changed:src/main.rs");
}

TEST(Decision, WithAnOlderStateObeysDoubtsAndWishes) {
  Tree tree;
  tree.edit("src/main.rs", "older");
  Record now = record();
  now.states = {{manifest_digest(tree.snapshot().files), ""}};
  DecisionFacts facts{.judged_by_chain = true, .older_states_count = true};
  facts.no_cache_by_user = true;
  EXPECT_EQ(summary(decide(tree.snapshot(), now, facts)), "stale new forced-by-user");
  facts.no_cache_by_user = false;
  facts.unknown_flags = {"--x"};
  EXPECT_EQ(summary(decide(tree.snapshot(), now, facts)), "unknown new unknown-flag");
}

TEST(Decision, TellsTheManifestOfWhatIsThere) {
  Tree tree;
  EXPECT_EQ(tree.decide().manifest, manifest_digest(files()));
  tree.edit("src/main.rs", "newer");
  EXPECT_NE(tree.decide().manifest, manifest_digest(files()));
}

TEST(Decision, WithARecordWhoseGenerationIsSuspendedDrawsANewOne) {
  Record suspended = record();
  suspended.generation.clear();
  EXPECT_EQ(summary(decide(Tree().snapshot(), suspended, {})), "fresh new");
}

TEST(Decision, InDoubtIsUnknown) {
  Tree tree;
  DecisionFacts not_visible;
  not_visible.not_visible = {"the context comes from standard input"};
  EXPECT_EQ(summary(tree.decide(not_visible)), "unknown new context-not-visible");
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{}, not_visible)),
            "unknown new context-not-visible no-record");
  DecisionFacts unknown;
  unknown.unknown_flags = {"--fo\no"};
  EXPECT_EQ(summary(tree.decide(unknown)), "unknown new unknown-flag");
  EXPECT_EQ(tree.decide(unknown).reasons.front().detail, "this cb21 does not know docker's flag --fo\\no");
  tree.snapshot().unreadable = {"cannot read src/x.rs"};
  EXPECT_EQ(summary(tree.decide()), "unknown new unreadable-file");
  tree.edit("src/main.rs", "newer");
  EXPECT_EQ(summary(tree.decide()), "stale new rust-source-changed:src/main.rs unreadable-file");
}

TEST(Decision, AsTheUserOrTheProfileWishesIsStale) {
  Tree tree;
  EXPECT_EQ(summary(tree.decide({{}, {}, true, false})), "stale forced-by-user");
  EXPECT_EQ(summary(tree.decide({{}, {}, false, true})), "stale production-profile");
  EXPECT_EQ(summary(decide(tree.snapshot(), NoRecord{}, {{}, {}, true, true})),
            "stale new no-record forced-by-user production-profile");
  tree.edit("src/main.rs", "newer");
  EXPECT_EQ(summary(tree.decide({{}, {}, true, true})),
            "stale rust-source-changed:src/main.rs forced-by-user production-profile");
}

}  // namespace
}  // namespace cb21
