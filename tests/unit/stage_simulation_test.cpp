// SPDX-License-Identifier: Apache-2.0
#include "inputs/stage_simulation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "STAGE-PATH=CONTEXT-PATH" of what the first stage's last RUN has mounted.
std::vector<std::string> mounted(const std::string& mounts, const ContextNames& names = {}) {
  const Dockerfile dockerfile = parse_dockerfile(
      "FROM rust AS builder\nWORKDIR /app\nCOPY src ./src\nRUN " + mounts + " cargo build\n", {});
  Snapshot snapshot;
  for (const char* path : {"lib:src/lib.rs", "page.html", "sql/deep/two.sql", "sql/one.sql", "src/main.rs"})
    snapshot.files.push_back({path, FileClass::other, {}, {}, 1, 1, 0100644});
  StageSimulation simulation(dockerfile, snapshot, names);
  simulation.run_whole(0);
  const Stage& stage = dockerfile.stages.front();
  std::vector<std::string> found;
  for (const auto& [path, placement] : simulation.mounted_files(stage, stage.runs.back()))
    found.push_back(path + "=" + snapshot.files[placement.file].path);
  return found;
}

TEST(MountedFiles, AreTheContextsFilesBelowTheMountsSource) {
  EXPECT_THAT(mounted("--mount=type=bind,source=sql,target=/sql"),
              ElementsAre("/sql/deep/two.sql=sql/deep/two.sql", "/sql/one.sql=sql/one.sql"));
  EXPECT_THAT(mounted("--mount=type=bind,source=sql/one.sql,target=/q.sql"),
              ElementsAre("/q.sql=sql/one.sql"));
  EXPECT_THAT(mounted("--mount=type=bind,from=lib,source=src,target=/lib", {.local = {"lib"}, .other = {}}),
              ElementsAre("/lib/lib.rs=lib:src/lib.rs"));
}

TEST(MountedFiles, AreNoneOfWhatOtherMountsHold) {
  EXPECT_THAT(mounted(""), IsEmpty());
  EXPECT_THAT(mounted("--mount=type=cache,target=/app/target"), IsEmpty());
  EXPECT_THAT(mounted("--mount=type=bind,from=debian,target=/x"), IsEmpty());
}

}  // namespace
}  // namespace cb21
