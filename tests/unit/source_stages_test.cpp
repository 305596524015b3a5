// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_stages.hpp"

#include "inputs/compile_stage.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

Snapshot snapshot_of(const std::vector<std::string>& paths) {
  Snapshot snapshot;
  for (const std::string& path : paths) {
    FileEntry entry;
    entry.path = path;
    entry.file_class = path.ends_with(".rs") ? FileClass::rust_source : FileClass::cargo_config;
    if (path.ends_with(".png")) entry.file_class = FileClass::other;
    snapshot.files.push_back(entry);
  }
  return snapshot;
}

const std::vector<std::string> k_hello = {
    "Cargo.lock", "Cargo.toml", "logo.png", "src/a/b.rs", "src/main.rs"};

SourceStages stages_for(const std::string& text,
                        const std::vector<std::string>& paths,
                        bool tolerant = false) {
  const Dockerfile dockerfile = parse_dockerfile(text);
  const Snapshot snapshot = snapshot_of(paths);
  const PlacedFiles placed = place_files(dockerfile, *find_compile_stage(dockerfile, ""), snapshot, {});
  return compile_stage_sources(text, dockerfile, placed, snapshot, tolerant);
}

// What is appended to the original.
std::string tail_for(const std::string& text, const std::vector<std::string>& paths, bool tolerant = false) {
  const std::string whole = stages_for(text, paths, tolerant).text;
  return whole.substr(whole.find("cb21-sources\n") + 13);
}

TEST(SourceStages, EndBeforeTheCompilerAndCollect) {
  const std::string head = "# syntax=docker/dockerfile:1\nFROM rust AS builder\nWORKDIR /app\nCOPY . .\n";
  const SourceStages stages = stages_for(
      head + "RUN cargo \\\n  build\nRUN rm -rf src\nFROM debian\nCOPY --from=builder /app/x /x\n", k_hello);
  EXPECT_EQ(stages.text,
            head +
                "\nFROM scratch AS cb21-sources\n"
                "COPY --from=0 [\"/app/src\", \"/0/\"]\n"
                "COPY --from=0 [\"/app/Cargo.lock\", \"/app/Cargo.toml\", \"/1/\"]\n");
  EXPECT_EQ(stages.target, "cb21-sources");
  EXPECT_EQ(stages.left_out, 0U);
  ASSERT_EQ(stages.folders.size(), 2U);
  EXPECT_EQ(stages.folders[0].keys.front(),
            (std::pair<std::string, std::string>{"a/b.rs", "/app/src/a/b.rs"}));
}

TEST(SourceStages, AdaptToTheFile) {
  const std::string none = "FROM x\nFROM rust\nCOPY src /a/src\nRUN cargo build\n";
  EXPECT_EQ(tail_for(none, k_hello), "COPY --from=1 [\"/a/src\", \"/0/\"]\n");
  const std::string lower = "from rust\ncopy src /a/src\nrun cargo build\n";
  EXPECT_NE(stages_for(lower, k_hello).text.find("\nfrom scratch as cb21-sources\ncopy --from=0 ["),
            std::string::npos);
  const std::string taken = "FROM rust AS cb21-sources\nCOPY src /a/src\nRUN cargo build\n";
  EXPECT_EQ(stages_for(taken, k_hello).target, "cb21-sources-x");
  const std::string make = "FROM rust\nCOPY . /a\nFROM x\nCOPY --from=0 /a/target/release/x /x\n";
  EXPECT_EQ(stages_for(make, k_hello).text.substr(0, 21), "FROM rust\nCOPY . /a\n\n");
}

TEST(SourceStages, NamePathsThatMayBeGoneAsPatterns) {
  struct Case {
    std::string copies;
    bool tolerant;
    std::string tail;
  };

  const Case cases[] = {
      {"COPY src src\nRUN rm -r src/a\n", false, "COPY --from=0 [\"/app/sr[c]\", \"/0/\"]\n"},
      {"COPY src src\n", true, "COPY --from=0 [\"/app/sr[c]\", \"/0/\"]\n"},
      {"COPY src/main.rs src/\n", true, "COPY --from=0 [\"/app/sr[c]/main.rs\", \"/0/\"]\n"},
      {"COPY src/main.rs /x/y/\n", true, "COPY --from=0 [\"/x/[y]/main.rs\", \"/0/\"]\n"},
      {"COPY src/main.rs /\n", true, "COPY --from=0 [\"/main.r[s]\", \"/0/\"]\n"},
      {"COPY src/main.rs src/\n", false, "COPY --from=0 [\"/app/src/main.rs\", \"/0/\"]\n"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(tail_for("FROM rust\nWORKDIR /app\n" + c.copies + "RUN cargo build\n", k_hello, c.tolerant),
              c.tail)
        << c.copies;
  }
}

TEST(SourceStages, TakeNoDirectoryThatABuildFills) {
  struct Case {
    std::string text;
    std::vector<std::string> paths;
    std::string tail;
  };

  const std::vector<std::string> workspace = {"Cargo.toml",
                                              "crates/a/Cargo.toml",
                                              "crates/a/src/lib.rs",
                                              "crates/b/Cargo.toml",
                                              "crates/b/src/lib.rs"};
  const Case cases[] = {
      {"FROM rust\nWORKDIR /w\nCOPY . .\nRUN cargo build\n",
       workspace,
       "COPY --from=0 [\"/w/crates\", \"/0/\"]\nCOPY --from=0 [\"/w/Cargo.toml\", \"/1/\"]\n"},
      // cargo is started in a crate, which may then have a target directory
      {"FROM rust\nWORKDIR /w\nCOPY . .\nRUN cd crates/a && cargo build\n",
       workspace,
       "COPY --from=0 [\"/w/crates/b\", \"/0/\"]\nCOPY --from=0 [\"/w/crates/a/src\", \"/1/\"]\n"
       "COPY --from=0 [\"/w/Cargo.toml\", \"/2/\"]\nCOPY --from=0 [\"/w/crates/a/Cargo.toml\", \"/3/\"]\n"},
      // not a workspace: each package has its own
      {"FROM rust\nWORKDIR /w\nCOPY . .\nRUN cargo build --manifest-path a/Cargo.toml\n",
       {"a/Cargo.toml", "a/src/main.rs", "b/Cargo.toml", "b/src/main.rs"},
       "COPY --from=0 [\"/w/a/src\", \"/0/\"]\nCOPY --from=0 [\"/w/b/src\", \"/1/\"]\n"
       "COPY --from=0 [\"/w/a/Cargo.toml\", \"/2/\"]\nCOPY --from=0 [\"/w/b/Cargo.toml\", \"/3/\"]\n"},
      // a directory of the image
      {"FROM rust\nCOPY src /usr/src\nRUN cargo build\n",
       {"src/a.rs", "src/m/b.rs"},
       "COPY --from=0 [\"/usr/src/m\", \"/0/\"]\nCOPY --from=0 [\"/usr/src/a.rs\", \"/1/\"]\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(tail_for(c.text, c.paths), c.tail) << c.text;
}

TEST(SourceStages, WriteOddNames) {
  const std::string text = "# escape=`\nFROM rust\nCOPY *.rs /x/\nRUN cargo build\n";
  EXPECT_NE(stages_for(text, {"$q.rs"}).text.find("[\"/x/`$q.rs\", \"/0/\"]"), std::string::npos);
  const std::string plain = "FROM rust\nWORKDIR /w\nCOPY *.rs .\nRUN cargo build\n";
  const SourceStages odd = stages_for(plain, {"[x] y.rs", "a\nb.rs", "c\xff.rs"});
  EXPECT_NE(odd.text.find("[\"/w/[[]x] y.rs\", \"/0/\"]"), std::string::npos) << odd.text;
  EXPECT_EQ(odd.left_out, 2U);
}

TEST(SourceStages, StayBelowDockersLimits) {
  std::vector<std::string> paths;
  paths.reserve(300);
  for (int i = 0; i < 300; ++i) paths.push_back("p" + std::to_string(i) + "/Cargo.toml");
  const SourceStages many = stages_for("FROM rust\nCOPY . /w\nRUN cargo build\n", paths);
  EXPECT_EQ(many.folders.size(), k_most_source_folders);
  EXPECT_EQ(many.left_out, 200U);
  paths.clear();
  for (int i = 0; i < 3000; ++i) paths.push_back(std::string(100, 'x') + std::to_string(i) + ".rs");
  std::string text = stages_for("FROM rust\nCOPY . /w\nWORKDIR /w\nRUN cargo build\n", paths).text;
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  EXPECT_LT(longest, 60000U);
}

TEST(SourceStages, CollectTheContextItself) {
  const std::string text = "# syntax=docker/dockerfile:1.4\n# escape=`\nFROM rust\n";
  const SourceStages stages = context_sources(
      parse_dockerfile(text), snapshot_of({"Cargo.toml", "lib:src/lib.rs", "src/main.rs"}), {{"lib"}, {}});
  EXPECT_EQ(
      stages.text,
      "# syntax=docker/dockerfile:1.4\n# escape=`\nFROM scratch AS cb21-sources\n"
      "COPY [\"sr[c]\", \"/0/\"]\nCOPY [\"Cargo.tom[l]\", \"/1/\"]\nCOPY --from=lib [\"sr[c]\", \"/2/\"]\n");
  ASSERT_EQ(stages.folders.size(), 3U);
  EXPECT_EQ(stages.folders[2].keys.front(),
            (std::pair<std::string, std::string>{"lib.rs", "lib:src/lib.rs"}));
}

}  // namespace
}  // namespace cb21
