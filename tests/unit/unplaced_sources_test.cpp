// SPDX-License-Identifier: Apache-2.0
#include "inputs/unplaced_sources.hpp"

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
    snapshot.files.push_back(entry);
  }
  return snapshot;
}

// "missing" and "harmless" paths, each list joined by commas, with a bar between.
std::string outline(const std::string& text, const std::vector<std::string>& paths) {
  const Snapshot snapshot = snapshot_of(paths);
  const Dockerfile dockerfile = parse_dockerfile(text);
  const PlacedFiles placed =
      place_files(dockerfile, *find_compile_stage(dockerfile, ""), snapshot, {{"lib"}, {}});
  const UnplacedSources found = find_unplaced_sources(paths, placed, snapshot);
  std::string result;
  for (const std::string& path : found.missing) result += path + ",";
  result += "|";
  for (const std::string& path : found.harmless) result += path + ",";
  return result;
}

TEST(UnplacedSources, TellsWhatCargoWouldNotMiss) {
  struct Case {
    std::string steps;
    std::vector<std::string> paths;
    std::string outline;
  };

  const std::vector<std::string> package = {
      "Cargo.toml", "benches/b.rs", "build.rs", "src/bin/t.rs", "src/lib.rs", "src/main.rs", "tests/t.rs"};
  const Case cases[] = {
      {"COPY . .", package, "|"},
      {"COPY Cargo.toml .\nCOPY src src", package, "build.rs,|benches/b.rs,tests/t.rs,"},
      {"COPY Cargo.toml build.rs ./\nCOPY src src", package, "|benches/b.rs,tests/t.rs,"},
      {"COPY Cargo.toml build.rs ./\nCOPY src/main.rs src/",
       package,
       "|benches/b.rs,src/bin/t.rs,src/lib.rs,tests/t.rs,"},
      {"COPY Cargo.toml build.rs ./\nRUN mkdir src && touch src/lib.rs\nCOPY src/main.rs src/",
       package,
       "src/lib.rs,|benches/b.rs,src/bin/t.rs,tests/t.rs,"},
      {"COPY --exclude=build.rs . .", package, "|"},
      {"ADD more.tar /\nCOPY Cargo.toml .\nCOPY src src", package, "|"},
      // of a workspace, one package is only listed
      {"COPY Cargo.toml .\nCOPY a a\nCOPY b/Cargo.toml b/",
       {"Cargo.toml", "a/Cargo.toml", "a/src/lib.rs", "b/Cargo.toml", "b/build.rs", "b/src/lib.rs"},
       "|b/build.rs,b/src/lib.rs,"},
      {"COPY a a",
       {"a/Cargo.toml", "a/src/lib.rs", "c/Cargo.toml", "c/build.rs", "lone.rs"},
       "|c/build.rs,lone.rs,"},
      {"COPY --from=lib Cargo.toml /l/\nCOPY --from=lib src /l/src",
       {"lib:Cargo.toml", "lib:build.rs", "lib:src/lib.rs"},
       "lib:build.rs,|"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(outline("FROM rust\nWORKDIR /app\n" + c.steps + "\nRUN cargo build\n", c.paths), c.outline)
        << c.steps;
  }
  const std::string made = "FROM rust\nCOPY Cargo.toml build.rs ./\nCOPY src/main.rs src/\n";
  EXPECT_EQ(outline(made + "RUN touch src/lib.rs && cargo build\n", package),
            "src/lib.rs,|benches/b.rs,src/bin/t.rs,tests/t.rs,");
  EXPECT_EQ(outline("FROM rust\nRUN --mount=type=bind,target=. cargo build\n", package), "|");
}

TEST(UnplacedSources, PassesOverOtherFiles) {
  const Snapshot snapshot = snapshot_of({"Cargo.toml"});
  const UnplacedSources found = find_unplaced_sources({"Cargo.toml", "src/removed.rs"}, {}, snapshot);
  EXPECT_TRUE(found.missing.empty());
  EXPECT_TRUE(found.harmless.empty());
}

}  // namespace
}  // namespace cb21
